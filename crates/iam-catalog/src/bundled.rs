//! The data inside the program, compressed by `build.rs`, each file by itself.

use miniz_oxide::inflate;

use crate::all_actions::AllActions;
use crate::service::Service;

/// Every service's file, sorted by prefix.
static SERVICES: &[(&str, &[u8])] = &include!(concat!(env!("OUT_DIR"), "/services.rs"));

/// No file unpacks to more.
const LONGEST: usize = 8 << 20;

/// Unpacks and reads a service's file.
pub(crate) fn service(prefix: &str) -> Option<Service> {
    let at = SERVICES
        .binary_search_by(|(known, _)| (*known).cmp(prefix))
        .ok()?;
    let (_, packed) = SERVICES.get(at)?;
    Service::read(&unpack(packed)?).ok()
}

/// Unpacks and reads the file of all actions.
pub(crate) fn all_actions() -> Option<AllActions> {
    const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/actions.zlib"));
    AllActions::read(&unpack(PACKED)?).ok()
}

fn unpack(packed: &[u8]) -> Option<String> {
    let bytes = inflate::decompress_to_vec_zlib_with_limit(packed, LONGEST).ok()?;
    String::from_utf8(bytes).ok()
}
