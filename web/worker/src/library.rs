//! The catalog, and the files of it that are fetched when a question needs them.

use std::cell::{Cell, Ref, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use iam_catalog::{Catalog, Index};
use iam_language::Missing;
use js_sys::Promise;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{DedicatedWorkerGlobalScope, Response};

/// Most files that one question fetches.
const MOST: usize = 40;

/// How long a file that could not be had is left alone, in milliseconds.
const REST: f64 = 20_000.0;

/// The file that says which services there are. Nothing is answered before it is here.
const INDEX: &str = "index.txt";

/// The catalog, as far as it is here.
#[derive(Default)]
pub(crate) struct Library {
    /// None before the index is here.
    catalog: Rc<RefCell<Option<Catalog>>>,
    /// Files that were asked for. Questions that need the same file wait for the same fetch.
    asked: RefCell<BTreeMap<String, Fetch>>,
}

/// A file that was asked for.
#[derive(Clone)]
struct Fetch {
    /// Settled when it is in the catalog, or could not be had.
    arrives: Promise,
    /// When it could not be had.
    failed: Rc<Cell<Option<f64>>>,
    /// Whether it is on its way no more.
    done: Rc<Cell<bool>>,
}

impl Library {
    /// A library that has asked for its index.
    pub(crate) fn new() -> Self {
        let library = Self::default();
        library.begin(INDEX.to_owned());
        library
    }

    /// What is here, once that is the index at least; none if it cannot be had.
    pub(crate) async fn catalog(&self) -> Option<Ref<'_, Catalog>> {
        if self.catalog.borrow().is_none() {
            drop(JsFuture::from(self.begin(INDEX.to_owned()).arrives).await);
        }
        Ref::filter_map(self.catalog.borrow(), Option::as_ref).ok()
    }

    /// Fetches what is missing. Whether something was waited for: then it is worth asking again.
    pub(crate) async fn fetch(&self, missing: Missing) -> bool {
        let services = missing.services.iter();
        let files = services.map(|prefix| format!("services/{prefix}.txt"));
        let all = missing.all_actions.then(|| "actions.txt".to_owned());
        let files = files.chain(all);
        // All are asked for before the first is waited for.
        let fetches: Vec<Fetch> = files
            .map(|file| self.begin(file))
            .filter(|fetch| !fetch.done.get())
            .take(MOST)
            .collect();
        let any = !fetches.is_empty();
        for fetch in fetches {
            drop(JsFuture::from(fetch.arrives).await);
        }
        any
    }

    /// The fetch of a file: one that is on its way or done, or a new one.
    fn begin(&self, file: String) -> Fetch {
        let mut asked = self.asked.borrow_mut();
        if let Some(known) = asked.get(&file) {
            let failed = known.failed.get();
            if failed.is_none_or(|at| js_sys::Date::now() - at < REST) {
                return known.clone();
            }
        }
        let (failed, done) = (Rc::new(Cell::new(None)), Rc::new(Cell::new(false)));
        let arrives = future_to_promise({
            let (catalog, failed, done) = (
                Rc::clone(&self.catalog),
                Rc::clone(&failed),
                Rc::clone(&done),
            );
            let url = format!("catalog/{file}");
            async move {
                let added = match text(&url).await {
                    Some(text) => add(&mut catalog.borrow_mut(), &text),
                    None => false,
                };
                if !added {
                    failed.set(Some(js_sys::Date::now()));
                }
                done.set(true);
                Ok(JsValue::UNDEFINED)
            }
        });
        let fetch = Fetch {
            arrives,
            failed,
            done,
        };
        asked.insert(file, fetch.clone());
        fetch
    }
}

/// Adds a file: the index first, then a service's or that of all actions. A damaged one is like one that could not be had.
fn add(catalog: &mut Option<Catalog>, text: &str) -> bool {
    if let Some(catalog) = catalog {
        return catalog.add(text).is_ok() || catalog.add_all_actions(text).is_ok();
    }
    *catalog = Index::read(text).ok().map(Catalog::from_index);
    catalog.is_some()
}

async fn text(url: &str) -> Option<String> {
    let scope = js_sys::global()
        .dyn_into::<DedicatedWorkerGlobalScope>()
        .ok()?;
    let request = scope.fetch_with_str(url);
    let answer: Response = JsFuture::from(request).await.ok()?.dyn_into().ok()?;
    if !answer.ok() {
        return None;
    }
    JsFuture::from(answer.text().ok()?).await.ok()?.as_string()
}
