//! Concurrency: each request is answered once, and soon.

use std::panic::catch_unwind;
use std::time::Duration;

use serde_json::json;

use crate::client::{Client, everything};
use crate::e2e_concurrency as e2e;
use crate::figure::Figure;
use crate::folder::{Folder, SHORT};

pub fn figures() -> Vec<Figure> {
    let folder = Folder::new(&[("requirements.md", SHORT)]);
    let among = catch_unwind(|| {
        let mut client = Client::with(&everything("utf-16"), &folder.as_workspace());
        e2e::among_edits(&mut client, &folder.uri("a.md"), 1000);
    });
    let bursts =
        [everything("utf-16"), json!({})].map(|capabilities| e2e::burst(&folder, &capabilities, 1200));
    let slow = e2e::slow_reader(&folder, 1000);
    vec![
        Figure::faults("1,000 requests among edits, not answered exactly once", usize::from(among.is_err())),
        Figure::time(
            "40 documents and 1,200 requests from the start, until all are answered",
            bursts[0],
            Duration::from_secs(1),
        ),
        Figure::time("the same of a client without capabilities", bursts[1], Duration::from_secs(1)),
        Figure::faults("4,000 requests of a client that does not listen meanwhile, answered wrongly", slow),
    ]
}
