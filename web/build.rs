//! Asks the linker to say what refers to what in the page that is published: `cargo xtask page` tells by it which data the first verdict needs.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo:rustc-link-arg=--emit-relocs");
    }
}
