//! The program in the page's worker. It fetches what of the catalog a question needs from the page's own origin, and
//! answers; `iam-questions` says what. A message is a number and a question or answer; the first one, with the number 0 and
//! nothing else, says that it listens.

mod answer;
mod builder;
mod findings;
mod language;
mod library;
mod pick;
mod port;
mod reach;

fn main() {
    port::listen(library::Library::new());
}
