//! Capabilities: nothing is used that a client did not declare.

use std::panic::catch_unwind;

use serde_json::json;

use crate::client::everything;
use crate::e2e_capabilities::{leaves, used, without};
use crate::figure::Figure;

pub fn figures() -> Vec<Figure> {
    let mut paths = Vec::new();
    leaves(&everything("utf-16"), "", &mut paths);
    // The client refuses what it did not declare.
    let wrong = paths.iter().filter(|missing| catch_unwind(|| drop(used(&without(missing)))).is_err());
    let wrong = wrong.inspect(|missing| println!("{missing} is used and not declared")).count();
    let bare = catch_unwind(|| assert!(used(&json!({})).used.is_empty()));
    let what = format!("each of {} capabilities missing, used nevertheless", paths.len());
    vec![
        Figure::faults(what, wrong),
        Figure::faults("no capabilities at all, something used nevertheless", usize::from(bare.is_err())),
    ]
}
