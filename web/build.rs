//! Asks the linker to say what refers to what, so that `cargo xtask page` can tell which data the first verdict needs.

fn main() {
    println!("cargo:rustc-link-arg=--emit-relocs");
    println!("cargo:rerun-if-changed=build.rs");
}
