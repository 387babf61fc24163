//! The gallery, the path of lessons and the guides: dialogs that addresses open, and the bar of the lesson that is under way.

use std::rc::Rc;

use iam_core::report::Report;
use iam_core::scenario::Scenario;
use iam_share::View;
use yew::prelude::*;

use super::icon::{Glyph, icon, small_icon};
use super::parts::{gap, tag, use_dialog};
use super::prose::prose;
use super::saved::count;
use crate::library::{Chapter, Gallery, Guide, Place, Row, Runnable, Source};
use crate::platform;
use crate::shared::Shared;
use crate::state::{Action, Arrival, Dispatch};

/// Properties of [`Library`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// How often a person kept what was there rather than what an address brought.
    pub(crate) declined: u32,
    /// What is decided.
    pub(crate) report: Shared<Report>,
    /// Where actions go.
    pub(crate) dispatch: Dispatch,
}

/// What was fetched.
#[derive(Clone, Debug, Default, PartialEq)]
struct Shelf {
    gallery: Option<Rc<Gallery>>,
    guide: Option<Rc<Guide>>,
    /// The lesson that is under way.
    lesson: Option<usize>,
    /// Something could not be fetched.
    lost: bool,
}

/// The library: nothing, until an address asks for a part of it.
#[component]
pub(crate) fn Library(props: &Props) -> Html {
    let place = use_state(|| None::<Place>);
    let shelf = use_state(Shelf::default);
    let from = use_mut_ref(|| None::<Place>);
    let turn = use_state(|| 0_u32);
    {
        let (place, turn) = (place.clone(), turn.clone());
        use_effect_with((), move |()| {
            // Also the same place again, after what it opened was changed.
            let turns = std::cell::Cell::new(0);
            let look = move || {
                turns.set(turns.get() + 1);
                turn.set(turns.get());
                place.set(platform::fragment().as_deref().and_then(Place::of));
            };
            look();
            let listener = platform::on_window("hashchange", move |_| look());
            move || drop(listener)
        });
    }
    {
        let (shelf, props) = (shelf.clone(), props.clone());
        use_effect_with(((*place).clone(), *turn), move |(place, _)| {
            // What is chosen in here is not asked about: it says that all is kept.
            let asks = !matches!(
                (from.replace(place.clone()), place),
                (Some(Place::Gallery), _) | (Some(Place::Step(_)), Some(Place::Step(_)))
            );
            if let Some(place) = place.clone() {
                wasm_bindgen_futures::spawn_local(async move {
                    let mut found = (*shelf).clone();
                    let visited = visit(&place, &props, &mut found, asks).await;
                    found.lost = visited.is_none();
                    shelf.set(found);
                });
            }
        });
    }
    {
        // A lesson that was not begun.
        let (place, shelf) = (place.clone(), shelf.clone());
        use_effect_with(props.declined, move |declined| {
            if *declined > 0 {
                place.set(None);
                shelf.set(Shelf {
                    lesson: None,
                    ..(*shelf).clone()
                });
            }
        });
    }
    let reading = matches!(&*place, Some(Place::Gallery | Place::Guide(_)));
    let node = use_dialog(reading);
    let close = {
        let node = node.clone();
        Callback::from(move |_: MouseEvent| platform::set_dialog(&node, false))
    };
    let shown = match &*place {
        Some(Place::Gallery) => shelf.gallery.as_deref().map(gallery),
        Some(Place::Guide(_)) => shelf
            .guide
            .as_deref()
            .map(|found| guide(found, props, &close)),
        _ => None,
    };
    let onclose = {
        let place = place.clone();
        Callback::from(move |_: Event| {
            if matches!(&*place, Some(Place::Gallery | Place::Guide(_))) {
                platform::clear_fragment();
                place.set(None);
            }
        })
    };
    let title = match (&*place, &shelf.guide) {
        (Some(Place::Guide(_)), Some(found)) => ["How ", &found.name, " works with IAM"].concat(),
        _ => "Gallery".to_owned(),
    };
    let leave = {
        let shelf = shelf.clone();
        Callback::from(move |_: MouseEvent| {
            shelf.set(Shelf {
                lesson: None,
                ..(*shelf).clone()
            });
        })
    };
    html! {
        <>
            { lesson(&shelf, &props.report, leave) }
            <dialog ref={node} class="help library" aria-labelledby="library-title" {onclose}>
                <div class="row">
                    <h2 id="library-title">{ title }</h2>
                    { gap() }
                    <button type="button" class="ico" aria-label="Close" onclick={close}>{ icon(Glyph::Cross, "") }</button>
                </div>
                if let Some(shown) = shown { { shown } }
                else if shelf.lost { { tag("p", "q", "This could not be fetched. Check the connection, close this and open it again.") } }
                else { { tag("p", "q", "Fetching …") } }
            </dialog>
        </>
    }
}

/// Fetches what a place needs and opens its scenario; none when something could not be fetched.
async fn visit(place: &Place, props: &Props, shelf: &mut Shelf, asks: bool) -> Option<()> {
    match place {
        Place::Guide(service) => {
            let text = platform::fetch_text(&["guides/", service, ".json"].concat()).await?;
            shelf.guide = Some(Rc::new(Guide::read(&text)?));
        }
        Place::Gallery => fill(shelf).await?,
        Place::Example(slug) => open(props, &["examples/", slug, ".json"].concat(), asks).await?,
        Place::Step(number) => {
            fill(shelf).await?;
            let step = shelf.gallery.as_ref()?.steps.get(*number)?.clone();
            open(props, &["examples/", &step.start].concat(), asks).await?;
            shelf.lesson = Some(*number);
        }
    }
    Some(())
}

/// Fetches the gallery's index once.
async fn fill(shelf: &mut Shelf) -> Option<()> {
    if shelf.gallery.is_none() {
        let text = platform::fetch_text("examples/gallery.json").await?;
        let services = platform::fetch_text("guides/services.json")
            .await
            .unwrap_or_default();
        shelf.gallery = Some(Rc::new(Gallery::read(&text, &services)?));
    }
    Some(())
}

/// Opens a scenario that lies beside the page, or asks first.
async fn open(props: &Props, url: &str, asks: bool) -> Option<()> {
    let scenario = fetch(props, url).await?;
    let arrival = Arrival {
        text: said(&scenario),
        scenario,
        what: "example",
        view: View::default(),
        asks,
    };
    props.dispatch.dispatch(Action::Arrive(Box::new(arrival)));
    Some(())
}

/// Fetches a scenario that lies beside the page.
async fn fetch(props: &Props, url: &str) -> Option<Scenario> {
    let text = platform::fetch_text(url).await;
    let Some(scenario) = text.and_then(|text| Scenario::parse(&text).ok()) else {
        props.dispatch.dispatch(Action::Tell(
            "The example could not be fetched. Nothing here was changed".to_owned(),
            true,
        ));
        return None;
    };
    Some(scenario)
}

/// Opens the scenario of a guide's row.
fn run(props: &Props, scenario: Scenario) {
    let text = said(&scenario);
    props
        .dispatch
        .dispatch(Action::Open(Box::new(scenario), text));
}

fn said(scenario: &Scenario) -> String {
    let name = scenario.name.as_deref().unwrap_or("The example");
    [name, " is open"].concat()
}

fn gallery(gallery: &Gallery) -> Html {
    let choose = Callback::from(|event: Event| {
        let prefix = platform::value_of(&event);
        if !prefix.is_empty() {
            platform::set_fragment(&["guide/", &prefix].concat());
        }
    });
    let services = gallery.services.iter().map(|(prefix, name)| {
        html! { <option value={prefix.clone()}>{ name.as_str() }{ " · " }{ prefix.as_str() }</option> }
    });
    html! {
        <>
            { tag("p", "q", "Every scenario can be changed, and the verdict follows. What you have here now is kept.") }
            <p class="row">
                <a class="btn" href="#learn/1">{ icon(Glyph::Right, "") }{ "Teach me: twelve steps" }</a>
                <a class="btn" href="#guide/codewhisperer">{ "How CodeWhisperer works with IAM" }</a>
                <label class="row">{ "or how" }<select class="in" aria-label="A service’s guide" onchange={choose}>
                    <option value="" selected=true>{ "another service …" }</option>
                    { for services }
                </select></label>
            </p>
            { for gallery.chapters.iter().map(chapter) }
        </>
    }
}

fn chapter(chapter: &Chapter) -> Html {
    let entries = chapter.scenarios.iter().map(|entry| {
        html! {
            <li><a href={["#example/", &entry.slug].concat()}>{ tag("b", "", entry.title.as_str()) }{ tag("small", "", prose(&entry.teaches)) }</a></li>
        }
    });
    html! {
        <section>
            { tag("h3", "", chapter.title.as_str()) }
            { tag("p", "q", chapter.about.as_str()) }
            <ul class="examples">{ for entries }</ul>
        </section>
    }
}

fn guide(guide: &Guide, props: &Props, close: &Callback<MouseEvent>) -> Html {
    html! {
        <>
            { tag("p", "q", prose(&guide.about)) }
            if !guide.page.is_empty() { <p class="t12">{ outside(&guide.page, "AWS’s page") }</p> }
            { for guide.rows.iter().map(|found| row(found, props, close.clone())) }
        </>
    }
}

fn row(row: &Row, props: &Props, close: Callback<MouseEvent>) -> Html {
    let onclick = {
        let (props, scenario) = (props.clone(), row.scenario.clone());
        Callback::from(move |event: MouseEvent| {
            close.emit(event);
            let (props, scenario) = (props.clone(), scenario.clone());
            wasm_bindgen_futures::spawn_local(async move {
                match scenario {
                    Runnable::File(file) => {
                        if let Some(scenario) = fetch(&props, &["guides/", &file].concat()).await {
                            run(&props, scenario);
                        }
                    }
                    Runnable::Here(text) => {
                        if let Ok(scenario) = Scenario::parse(&text) {
                            run(&props, scenario);
                        }
                    }
                }
            });
        })
    };
    html! {
        <section class="feature">
            <h3>{ row.feature.as_str() }<span class={answer_class(&row.answer)}>{ answer(&row.answer) }</span></h3>
            { tag("p", "", prose(&row.explanation)) }
            if !row.disagreement.is_empty() { { tag("p", "dispute", prose(&row.disagreement)) } }
            <ul class="sources">{ for row.sources.iter().map(source) }</ul>
            <button type="button" class="btn-line" {onclick}>{ "Run it: open the scenario" }</button>
        </section>
    }
}

fn source(source: &Source) -> Html {
    html! { <li>{ answer(&source.answer) }{ ": " }{ outside(&source.page, &source.title) }</li> }
}

/// A link to a page of AWS.
fn outside(page: &str, title: &str) -> Html {
    html! { <a href={page.to_owned()} target="_blank" rel="noopener noreferrer">{ title }</a> }
}

fn answer(answer: &str) -> &'static str {
    match answer {
        "yes" => "Yes",
        "no" => "No",
        "partial" => "Partial",
        _ => "Not documented",
    }
}

fn answer_class(answer: &str) -> &'static str {
    match answer {
        "yes" => "answer v-allow",
        "no" => "answer v-none",
        _ => "answer v-open",
    }
}

/// The bar of the lesson that is under way: its goal, a hint, and the way on once every test is green.
fn lesson(shelf: &Shelf, report: &Report, leave: Callback<MouseEvent>) -> Html {
    let (Some(number), Some(gallery)) = (shelf.lesson, &shelf.gallery) else {
        return Html::default();
    };
    let Some(step) = gallery.steps.get(number) else {
        return Html::default();
    };
    let (met, all) = count(report);
    let done = all > 0 && met == all;
    let last = number + 1 == gallery.steps.len();
    html! {
        <section class="lesson" aria-label="Lesson">
            <div>
                { tag("small", "", ["Step ", &(number + 1).to_string(), " of ", &gallery.steps.len().to_string(), " · ", &step.title].concat()) }
                { tag("p", "", prose(&step.goal)) }
                if !done { <details><summary>{ "Hint" }</summary>{ tag("p", "q", prose(&step.hint)) }</details> }
            </div>
            <p role="status">
                if done { { small_icon(Glyph::Ok, "v-allow") }{ "Every test is green" } }
                else { { "Make the tests green: " }{ met }{ " of " }{ all } }
            </p>
            if done && !last { <a class="btn-primary" href={["#learn/", &(number + 2).to_string()].concat()}>{ "Next step" }</a> }
            else { <a class="btn" href="#gallery">{ if done { "That was the last: back to the gallery" } else { "Gallery" } }</a> }
            <button type="button" class="ico" aria-label="Leave the lessons" onclick={leave}>{ icon(Glyph::Cross, "") }</button>
        </section>
    }
}
