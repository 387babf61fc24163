//! A text that was made from the pasted one and knows where each byte of it came from.
//!
//! Evidence is cleaned and unpacked before it is read (colours dropped, percent signs and JSON strings decoded). Each
//! step makes a new layer over the last, so that what is found can always be shown in the text as pasted.

use std::ops::Range;

use iam_core::text::Span;

/// A text over the pasted one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layer {
    text: String,
    /// In order of `at`, without gaps.
    runs: Vec<Run>,
}

/// A piece of a layer: copied from the pasted text as it stands there, or put in the place of some of it.
#[derive(Clone, Copy, Debug)]
struct Run {
    at: usize,
    len: usize,
    from: usize,
    from_len: usize,
    copied: bool,
}

impl Layer {
    /// The pasted text itself.
    pub(crate) fn whole(text: &str) -> Self {
        let mut runs = Vec::new();
        if !text.is_empty() {
            runs.push(Run {
                at: 0,
                len: text.len(),
                from: 0,
                from_len: text.len(),
                copied: true,
            });
        }
        Self {
            text: text.to_owned(),
            runs,
        }
    }

    /// The text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The place in the pasted text of a byte range of this one.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        let start = self
            .run_at(range.start)
            .map_or_else(|| self.end(), |run| run.start_of(range.start));
        if range.end <= range.start {
            return Span::at(start);
        }
        let end = self
            .run_at(range.end - 1)
            .map_or_else(|| self.end(), |run| run.end_of(range.end));
        Span::new(start, end.max(start))
    }

    /// The place of the whole of it.
    pub(crate) fn full_span(&self) -> Span {
        self.span(0..self.text.len())
    }

    /// A part of it as a layer of its own.
    pub(crate) fn part(&self, range: Range<usize>) -> Self {
        let mut part = Builder::new(self);
        part.keep(range);
        part.finish()
    }

    fn end(&self) -> usize {
        self.runs.last().map_or(0, |run| run.from + run.from_len)
    }

    fn index_at(&self, offset: usize) -> usize {
        self.runs.partition_point(|run| run.at + run.len <= offset)
    }

    fn run_at(&self, offset: usize) -> Option<&Run> {
        self.runs.get(self.index_at(offset))
    }
}

impl Run {
    fn start_of(&self, offset: usize) -> usize {
        if self.copied {
            self.from + offset.saturating_sub(self.at)
        } else {
            self.from
        }
    }

    fn end_of(&self, offset: usize) -> usize {
        if self.copied {
            self.from + offset.saturating_sub(self.at).min(self.len)
        } else {
            self.from + self.from_len
        }
    }
}

/// Makes a layer over another, from left to right.
#[derive(Debug)]
pub(crate) struct Builder<'b> {
    base: &'b Layer,
    made: Layer,
}

impl<'b> Builder<'b> {
    /// Begins an empty layer.
    pub(crate) fn new(base: &'b Layer) -> Self {
        Self {
            base,
            made: Layer::default(),
        }
    }

    /// Copies a range of the base. One that splits a character copies nothing.
    pub(crate) fn keep(&mut self, range: Range<usize>) {
        let Some(text) = self.base.text.get(range.clone()) else {
            return;
        };
        let mut at = self.made.text.len();
        self.made.text.push_str(text);
        let first = self.base.index_at(range.start);
        for run in self.base.runs.iter().skip(first) {
            let start = run.at.max(range.start);
            let end = (run.at + run.len).min(range.end);
            if start >= end {
                break;
            }
            let from = run.start_of(start);
            self.push(Run {
                at,
                len: end - start,
                from,
                from_len: run.end_of(end) - from,
                copied: run.copied,
            });
            at += end - start;
        }
    }

    /// Puts a text in the place of a range of the base.
    pub(crate) fn put(&mut self, text: &str, range: Range<usize>) {
        if text.is_empty() {
            return;
        }
        let from = self.base.span(range);
        let run = Run {
            at: self.made.text.len(),
            len: text.len(),
            from: from.start as usize,
            from_len: from.range().len(),
            copied: false,
        };
        self.made.text.push_str(text);
        self.push(run);
    }

    /// The layer.
    pub(crate) fn finish(self) -> Layer {
        self.made
    }

    fn push(&mut self, run: Run) {
        if let Some(last) = self.made.runs.last_mut()
            && last.copied
            && run.copied
            && last.from + last.from_len == run.from
        {
            last.len += run.len;
            last.from_len += run.from_len;
        } else {
            self.made.runs.push(run);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back_through_two_layers() {
        let pasted = Layer::whole("ab%41cd%42ef");
        let mut first = Builder::new(&pasted);
        first.keep(0..2);
        first.put("A", 2..5);
        first.keep(5..7);
        first.put("B", 7..10);
        first.keep(10..12);
        let first = first.finish();
        assert_eq!(first.text(), "abAcdBef");
        let mut second = Builder::new(&first);
        second.keep(1..4);
        second.keep(5..7);
        let second = second.finish();
        assert_eq!(second.text(), "bAcBe");
        for (range, place) in [
            (0..1, 1..2),
            (1..2, 2..5),
            (2..3, 5..6),
            (3..5, 7..11),
            (0..5, 1..11),
            (2..2, 5..5),
            (5..5, 11..11),
        ] {
            assert_eq!(second.span(range.clone()).range(), place, "{range:?}");
        }
    }
}
