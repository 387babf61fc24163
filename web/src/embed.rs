//! The embed: a scenario framed by another page. Read-only until *Edit* is pressed, and no editor is fetched before; nothing is remembered. The address is described in `docs/embedding.md`.

mod frame;
mod look;
mod panes;
mod talk;

pub(crate) use frame::Embed;
