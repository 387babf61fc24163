//! The catalog, and the files of it that are fetched when a question needs them.

use std::cell::{Ref, RefCell};
use std::collections::BTreeSet;

use iam_catalog::Catalog;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, Response};

/// Most files that one question fetches.
const MOST: usize = 40;

/// The catalog, as far as it is here.
#[derive(Default)]
pub(crate) struct Library {
    catalog: RefCell<Catalog>,
    /// Files that were asked for: each is fetched once, also one that could not be had.
    asked: RefCell<BTreeSet<String>>,
}

impl Library {
    /// What is here.
    pub(crate) fn catalog(&self) -> Ref<'_, Catalog> {
        self.catalog.borrow()
    }

    /// Fetches services, and all actions if they are wanted. Whether something was to be fetched: then it is worth asking again.
    pub(crate) async fn fetch(&self, services: Vec<String>, all_actions: bool) -> bool {
        let files = services
            .into_iter()
            .map(|prefix| format!("services/{prefix}.txt"));
        let files = files.chain(all_actions.then(|| "actions.txt".to_owned()));
        let files = files.filter(|file| self.asked.borrow_mut().insert(file.clone()));
        // All are asked for before the first is waited for.
        let fetched: Vec<_> = files
            .take(MOST)
            .map(|file| begin(&format!("catalog/{file}")))
            .collect();
        let any = !fetched.is_empty();
        for request in fetched.into_iter().flatten() {
            if let Some(text) = text(request).await {
                self.add(&text);
            }
        }
        any
    }

    fn add(&self, text: &str) {
        let mut catalog = self.catalog.borrow_mut();
        // A file is a service's or that of all actions; a damaged one is like one that could not be had.
        if catalog.add(text).is_err() {
            drop(catalog.add_all_actions(text));
        }
    }
}

fn begin(url: &str) -> Option<js_sys::Promise> {
    let scope = js_sys::global()
        .dyn_into::<DedicatedWorkerGlobalScope>()
        .ok()?;
    Some(scope.fetch_with_str(url))
}

async fn text(request: js_sys::Promise) -> Option<String> {
    let answer: Response = JsFuture::from(request).await.ok()?.dyn_into().ok()?;
    if !answer.ok() {
        return None;
    }
    JsFuture::from(answer.text().ok()?).await.ok()?.as_string()
}
