//! What the editor asks.

use iam_catalog::Catalog;
use iam_core::text::Span;
use iam_language::{Insert, Missing, Piece};
use iam_questions::Answer;
use iam_questions::language::{Before, CodeAction, Completions, Fact, Hover, Item, Place};

pub(crate) fn complete(place: &Place, catalog: &Catalog) -> (Answer, Missing) {
    let found = iam_language::complete(
        &place.text,
        place.at as usize,
        (&place.subject).into(),
        catalog,
    );
    let before = found.also.into_iter().next().map(|edit| Before {
        at: edit.span.start,
        text: edit.text,
    });
    let items = found.items.into_iter().map(|item| {
        let (pieces, turns) = pieces(item.insert);
        Item {
            label: item.label,
            kind: item.kind.name().to_owned(),
            detail: item.detail,
            about: item.about,
            pieces,
            turns,
            again: item.again,
        }
    });
    let answer = Answer::Complete(Completions {
        from: found.span.start,
        to: found.span.end,
        before,
        items: items.collect(),
    });
    (answer, found.missing)
}

/// Text and fields in turn, beginning and ending with a text; and the turns of the fields.
fn pieces(insert: Insert) -> (Vec<String>, Vec<u8>) {
    let mut turns = Vec::new();
    let mut pieces = vec![String::new()];
    for piece in insert.pieces {
        match piece {
            Piece::Text(text) => {
                if let Some(last) = pieces.last_mut() {
                    last.push_str(&text);
                }
            }
            Piece::Field { text, turn } => {
                turns.push(turn);
                pieces.push(text);
                pieces.push(String::new());
            }
        }
    }
    (pieces, turns)
}

pub(crate) fn hover(place: &Place, catalog: &Catalog) -> (Answer, Missing) {
    let Some(found) = iam_language::hover(&place.text, place.at as usize, catalog) else {
        return (Answer::Hover(None), Missing::default());
    };
    let facts = found.facts.into_iter().map(|fact| Fact {
        name: fact.name.to_owned(),
        values: fact.values,
        more: u32::try_from(fact.more).unwrap_or(u32::MAX),
    });
    let answer = Answer::Hover(Some(Hover {
        from: found.span.start,
        to: found.span.end,
        title: found.title,
        detail: found.detail,
        text: found.text,
        facts: facts.collect(),
    }));
    (answer, found.missing)
}

pub(crate) fn code_actions(place: &Place, catalog: &Catalog) -> (Answer, Missing) {
    let found = iam_language::code_actions(&place.text, Span::at(place.at as usize), catalog);
    let actions = found.list.into_iter().map(|action| CodeAction {
        text: action.apply(&place.text),
        title: action.title,
    });
    (Answer::CodeActions(actions.collect()), found.missing)
}
