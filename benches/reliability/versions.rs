//! Versions: no older findings after newer ones, none stale at rest, and none other once edits are undone.

use crate::e2e_versions::faults;
use crate::figure::Figure;

pub fn figures() -> Vec<Figure> {
    let found = faults(2_000);
    for fault in found.iter().take(3) {
        println!("{fault}");
    }
    vec![Figure::faults(
        "2,000 edits of each of 3 files, undone again: findings of a wrong version",
        found.len(),
    )]
}
