//! The page: IAM policies, a request, and what AWS decides and why.
//!
//! [`state`] holds the workspace and changes it, [`engine`] decides, [`view`] shows, [`editor`] and [`platform`] touch the browser.

mod app;
mod arn_form;
mod assistant;
mod attach;
mod context;
mod diff;
mod editor;
mod embed;
mod engine;
mod findings;
mod fuzzy;
mod labels;
mod library;
mod marks;
mod matrix;
mod organization;
mod platform;
mod principals;
mod reading;
mod settings;
mod shared;
mod state;
mod stopped;
mod value_kind;
mod view;

fn main() {
    stopped::guard();
    if platform::entry().is_some() {
        yew::Renderer::<embed::Embed>::new().render();
    } else {
        yew::Renderer::<app::App>::new().render();
    }
}
