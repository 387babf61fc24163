//! The bridge to the editor's module, and the drawing that stands in for it until it is there.

mod bridge;
mod highlight;
mod language;

pub(crate) use bridge::{Editor, Module, Tells};
pub(crate) use highlight::{Run, lines};
pub(crate) use language::ask;
