//! From questions to answers.

use iam_catalog::Catalog;
use iam_language::Missing;
use iam_questions::{Answer, Question};

use crate::library::Library;
use crate::{builder, findings, language, pick, reach};

/// How often a question is asked of the catalog: what is fetched may lead to more.
const ROUNDS: usize = 3;

/// Answers a question, with what of the catalog it needs; nothing if there is no catalog.
pub(crate) async fn answer(question: &Question, library: &Library) -> Option<Answer> {
    let mut round = 0;
    loop {
        round += 1;
        // What is borrowed is given back before anything is waited for.
        let (answer, missing) = with_what_is_here(question, &*library.catalog().await?);
        let enough = missing.is_empty() || round == ROUNDS;
        if enough || !library.fetch(missing).await {
            return Some(answer);
        }
    }
}

fn with_what_is_here(question: &Question, catalog: &Catalog) -> (Answer, Missing) {
    match question {
        Question::Complete(place) => language::complete(place, catalog),
        Question::Hover(place) => language::hover(place, catalog),
        Question::CodeActions(place) => language::code_actions(place, catalog),
        Question::Findings(source) => findings::findings(source, catalog),
        Question::Reach(ask) => reach::reach(ask, catalog),
        Question::FindActions(typed) => builder::find_actions(typed, catalog),
        Question::ActionForm(asked) => builder::action_form(asked, catalog),
        Question::PickActions(picked) => pick::pick_actions(picked, catalog),
        Question::Services => pick::services(catalog),
        Question::ResourceTypes(prefix) => pick::resource_types(prefix, catalog),
    }
}
