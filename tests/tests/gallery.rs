//! The gallery that the page ships: `web/examples/gallery.json`, the scenarios that it lists, and the *Teach me* path.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use iam_catalog::Catalog;
use iam_core::json::{self, Node};
use iam_core::scenario::Scenario;
use iam_tests::lesson::{self, is_sentence, is_slug, list, text};
use iam_tests::{GALLERY, root};

/// How many scenarios there are at least.
const FEWEST: usize = 45;
/// How many steps the *Teach me* path has.
const STEPS: usize = 12;

fn folder() -> PathBuf {
    root().join("../web/examples")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Runs a check over the index.
fn with_index(check: impl FnOnce(&Node<'_>)) {
    let written = read(&folder().join(GALLERY));
    let parsed = json::parse(&written);
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    check(parsed.root.as_ref().unwrap());
}

fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_listed_file_is_there_and_no_other() {
    with_index(|index| {
        let scenarios = list(index, "scenarios");
        let listed: BTreeSet<_> = scenarios
            .iter()
            .map(|entry| text(entry, "slug").to_owned())
            .collect();
        assert_eq!(listed.len(), scenarios.len(), "a slug stands twice");
        assert!(listed.len() >= FEWEST, "{} scenarios", listed.len());
        let mut there = lesson::slugs(&folder());
        there.remove("gallery");
        assert_eq!(listed, there);
    });
}

#[test]
fn the_index_says_what_each_scenario_teaches() {
    with_index(|index| {
        let mut wrong = Vec::new();
        let mut chapters = Vec::new();
        for chapter in list(index, "chapters") {
            let (id, title, about) = (
                text(chapter, "id"),
                text(chapter, "title"),
                text(chapter, "about"),
            );
            if !is_slug(id) || title.is_empty() || !is_sentence(about, 120) {
                wrong.push(format!("chapter {id}: needs an id, a title and a sentence"));
            }
            chapters.push(id);
        }
        let mut reached = 0;
        for entry in list(index, "scenarios") {
            let (slug, title) = (text(entry, "slug"), text(entry, "title"));
            let mut need = |holds: bool, what: &str| {
                if !holds {
                    wrong.push(format!("{slug}: {what}"));
                }
            };
            need(is_slug(slug), "is no slug");
            need(
                !title.is_empty() && title.chars().count() <= 60,
                "a title of at most 60 characters",
            );
            need(
                is_sentence(text(entry, "teaches"), 140),
                "one sentence of at most 140 characters",
            );
            let place = chapters.iter().position(|id| *id == text(entry, "chapter"));
            need(
                place.is_some_and(|place| place >= reached),
                "a chapter, in the order of the chapters",
            );
            reached = place.unwrap_or(reached).max(reached);
            let scenario = Scenario::parse(&read(&folder().join(format!("{slug}.json")))).unwrap();
            need(
                scenario.name.as_deref() == Some(title),
                "the scenario's name is its title",
            );
        }
        need_every_chapter(index, &chapters, &mut wrong);
        none(&wrong);
    });
}

fn need_every_chapter(index: &Node<'_>, chapters: &[&str], wrong: &mut Vec<String>) {
    for chapter in chapters {
        if !list(index, "scenarios")
            .iter()
            .any(|entry| text(entry, "chapter") == *chapter)
        {
            wrong.push(format!("chapter {chapter} is empty"));
        }
    }
}

#[test]
fn every_scenario_shows_its_lesson() {
    let mut wrong = Vec::new();
    let mut slugs = lesson::slugs(&folder());
    slugs.remove("gallery");
    for slug in slugs {
        let mut found = lesson::problems(&read(&folder().join(format!("{slug}.json"))));
        // The first page's example is told by no page of its own.
        found.retain(|problem| slug != "cross-account-read" || problem != "needs references");
        wrong.extend(
            found
                .into_iter()
                .map(|problem| format!("{slug}: {problem}")),
        );
    }
    none(&wrong);
}

#[test]
fn the_requests_are_made_of_what_aws_has() {
    let catalog = Catalog::bundled();
    let mut wrong = Vec::new();
    for part in ["", "teach"] {
        let folder = folder().join(part);
        let mut slugs = lesson::slugs(&folder);
        slugs.remove("gallery");
        for slug in slugs {
            let scenario = Scenario::parse(&read(&folder.join(format!("{slug}.json")))).unwrap();
            let found = lesson::unheard_of(&scenario, &catalog);
            wrong.extend(
                found
                    .into_iter()
                    .map(|problem| format!("{slug}: {problem}")),
            );
        }
    }
    none(&wrong);
}

#[test]
fn the_teach_me_path_starts_red_and_can_be_solved() {
    with_index(|index| {
        let steps = list(index, "teachMe");
        assert_eq!(steps.len(), STEPS);
        let mut wrong = Vec::new();
        for step in steps {
            let slug = text(step, "slug");
            wrong.extend(
                problems_of_step(index, step)
                    .into_iter()
                    .map(|problem| format!("{slug}: {problem}")),
            );
        }
        none(&wrong);
        let slugs: BTreeSet<_> = steps
            .iter()
            .map(|step| text(step, "slug").to_owned())
            .collect();
        assert_eq!(
            slugs,
            lesson::slugs(&folder().join("teach")),
            "the starting states"
        );
        assert_eq!(
            slugs,
            lesson::slugs(&root().join("data/teach-me")),
            "the solutions"
        );
    });
}

fn problems_of_step(index: &Node<'_>, step: &Node<'_>) -> Vec<String> {
    let slug = text(step, "slug");
    let mut wrong = Vec::new();
    let mut need = |holds: bool, what: String| {
        if !holds {
            wrong.push(what);
        }
    };
    need(
        list(index, "scenarios")
            .iter()
            .any(|entry| text(entry, "slug") == slug),
        "is no scenario of the gallery".to_owned(),
    );
    need(
        is_sentence(text(step, "goal"), 160),
        "a goal of at most 160 characters".to_owned(),
    );
    need(
        is_sentence(text(step, "hint"), 240),
        "a hint of at most 240 characters".to_owned(),
    );
    let start = Scenario::parse(&read(&folder().join(text(step, "start")))).unwrap();
    let goal: Vec<_> = list(step, "turnsGreen")
        .iter()
        .filter_map(Node::as_str)
        .collect();
    let red = lesson::red(&start);
    need(
        !goal.is_empty(),
        "has no request that turns green".to_owned(),
    );
    need(
        red == goal,
        format!("starts with {red:?} red, the goal names {goal:?}"),
    );
    need(
        red.len() < start.requests.len(),
        "guards nothing: no request is met at the start".to_owned(),
    );
    let solved = solve(&start, slug);
    need(
        lesson::red(&solved).is_empty(),
        format!("the solution leaves {:?} red", lesson::red(&solved)),
    );
    need(
        lesson::errors(&solved).is_empty(),
        format!("the solution has {:?}", lesson::errors(&solved)),
    );
    wrong
}

/// The starting state with the policies of the written solution.
fn solve(start: &Scenario, slug: &str) -> Scenario {
    let written = read(&root().join(format!("data/teach-me/{slug}.json")));
    let parsed = json::parse(&written);
    let mut texts: BTreeMap<String, String> = list(parsed.root.as_ref().unwrap(), "policies")
        .iter()
        .map(|policy| {
            (
                text(policy, "name").to_owned(),
                text(policy, "document").to_owned(),
            )
        })
        .collect();
    let mut solved = start.clone();
    for policy in &mut solved.policies {
        if let Some(text) = texts.remove(policy.name.as_deref().unwrap_or_default()) {
            policy.document = Arc::from(text);
        }
    }
    assert!(
        texts.is_empty(),
        "{slug}: the scenario has no policy {:?}",
        texts.keys()
    );
    solved
}
