//! The service reference for JavaScript: what `lint` knows services by.

use iam_catalog::Catalog;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::{error, lint};

/// The names of all services and the global condition keys, and every service whose file was added.
#[wasm_bindgen(js_name = Catalog, skip_typescript)]
#[derive(Debug)]
pub struct JsCatalog {
    inner: Catalog,
}

#[wasm_bindgen(js_class = Catalog)]
impl JsCatalog {
    /// A catalog with its index and no service.
    #[wasm_bindgen(constructor, skip_typescript)]
    #[expect(
        clippy::new_without_default,
        reason = "JavaScript has no Default, and nothing else makes one"
    )]
    pub fn new() -> Self {
        Self {
            inner: Catalog::new(),
        }
    }

    /// Adds a service by the text of its file (`services/PREFIX.txt`) and gives its prefix. One that is there stays.
    ///
    /// # Errors
    ///
    /// A text that is not such a file, as an `Error` with the code `catalog`.
    #[wasm_bindgen(skip_typescript)]
    pub fn add(&mut self, text: &str) -> Result<String, JsValue> {
        let added = self.inner.add(text);
        added
            .map(|service| service.prefix.to_string())
            .map_err(|refused| error::catalog(&refused.to_string()))
    }

    /// Looks at one policy document as [`crate::lint()`] does, with every service that was added.
    ///
    /// # Errors
    ///
    /// An unknown option, as an `Error` with a `code`.
    #[wasm_bindgen(skip_typescript)]
    pub fn lint(&self, document: &str, options: &JsValue) -> Result<JsValue, JsValue> {
        lint::with_catalog(document, options, &self.inner)
    }
}
