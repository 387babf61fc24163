//! Compresses the data for the feature `bundled`: each file by itself, so that a program unpacks only what it asks for.
#![expect(
    clippy::expect_used,
    reason = "a build that cannot read or write its files has to stop"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_BUNDLED").is_none() {
        return;
    }
    println!("cargo::rerun-if-changed=data");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("Cargo sets OUT_DIR"));
    let mut services: Vec<PathBuf> = fs::read_dir("data/services")
        .expect("data/services is there")
        .map(|entry| entry.expect("data/services can be listed").path())
        .collect();
    // By prefix, which is another order than that of the names with their extension.
    services.sort_by(|a, b| a.file_stem().cmp(&b.file_stem()));
    let mut table = String::from("[\n");
    for path in &services {
        let prefix = path
            .file_stem()
            .expect("a file has a name")
            .to_string_lossy();
        let packed = format!("service-{prefix}.zlib");
        pack(path, &out.join(&packed));
        writeln!(
            table,
            "    (\"{prefix}\", include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{packed}\"))),"
        )
        .expect("text grows");
    }
    table.push_str("]\n");
    fs::write(out.join("services.rs"), table).expect("OUT_DIR can be written");
    pack(Path::new("data/actions.txt"), &out.join("actions.zlib"));
}

/// Compresses a file into another.
fn pack(path: &Path, packed: &Path) {
    let text = fs::read(path).expect("a listed file can be read");
    let bytes = miniz_oxide::deflate::compress_to_vec_zlib(&text, 6);
    fs::write(packed, bytes).expect("OUT_DIR can be written");
}
