//! The components, one a file.

/// A dialog over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialog {
    /// None is open.
    None,
    /// The keyboard help.
    Help,
    /// The settings.
    Settings,
}

pub(crate) mod answer;
pub(crate) mod attach;
pub(crate) mod banner;
pub(crate) mod card;
pub(crate) mod cases;
pub(crate) mod changes;
pub(crate) mod code_box;
pub(crate) mod conditions;
pub(crate) mod context;
pub(crate) mod context_row;
pub(crate) mod depends;
pub(crate) mod drawer;
pub(crate) mod drawn;
pub(crate) mod evidence;
pub(crate) mod field;
pub(crate) mod fold;
pub(crate) mod grants;
pub(crate) mod help;
pub(crate) mod icon;
pub(crate) mod library;
pub(crate) mod notes;
pub(crate) mod notices;
pub(crate) mod organization;
pub(crate) mod pairs;
pub(crate) mod parts;
pub(crate) mod policies;
pub(crate) mod policy_editor;
pub(crate) mod policy_menu;
pub(crate) mod popover;
pub(crate) mod preview;
pub(crate) mod principal;
pub(crate) mod principal_more;
pub(crate) mod problems;
pub(crate) mod prose;
pub(crate) mod rail;
pub(crate) mod report_tab;
pub(crate) mod request;
pub(crate) mod resource;
pub(crate) mod result;
pub(crate) mod s3;
pub(crate) mod said;
pub(crate) mod saved;
pub(crate) mod sensitivity;
pub(crate) mod settings;
pub(crate) mod splitter;
pub(crate) mod stage;
pub(crate) mod statements;
pub(crate) mod tabs;
pub(crate) mod tests_list;
pub(crate) mod top_bar;
pub(crate) mod untested;
