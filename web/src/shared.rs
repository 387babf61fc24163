//! [`Shared`]: a value that is shared, and compared by being the same value rather than an equal one.

use std::ops::Deref;
use std::rc::Rc;

/// A shared value. Two are equal when they are the same allocation, so that props and memos compare in no time.
#[derive(Debug)]
pub(crate) struct Shared<T>(Rc<T>);

impl<T> Shared<T> {
    /// Shares a value.
    pub(crate) fn new(value: T) -> Self {
        Self(Rc::new(value))
    }
}

impl<T: Clone> Shared<T> {
    /// Changes a copy and takes it in place of the value; who else holds the old one keeps it.
    pub(crate) fn edit(&mut self, change: impl FnOnce(&mut T)) {
        let mut value = (*self.0).clone();
        change(&mut value);
        self.0 = Rc::new(value);
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// A text that is shared, and compared by being the same text rather than an equal one.
#[derive(Clone, Debug)]
pub(crate) struct Text(pub(crate) std::sync::Arc<str>);

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        std::sync::Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}
