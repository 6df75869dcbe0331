//! Text synchronisation: after edits at random everything that is said is what a fresh process says of the same text.

use crate::figure::Figure;
use crate::random_edits::differences;

/// Of each seed and encoding.
const EDITS: i32 = 20_000;

pub fn figures() -> Vec<Figure> {
    let mut figures = Vec::new();
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut found = Vec::new();
        for seed in 1..=5 {
            found.extend(differences(encoding, EDITS, seed));
        }
        for difference in found.iter().take(3) {
            println!("{difference}");
        }
        let what =
            format!("{encoding}: 5 times 20,000 edits, views that differ from those of a fresh process");
        figures.push(Figure::faults(what, found.len()));
    }
    figures
}
