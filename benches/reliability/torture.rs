//! Files that no reader likes, at full size: what they cost, and what they cost somebody who works on another document.

use std::time::Duration;

use super::bearing::{Borne, bear};
use super::cases::{Size, markdown, terraform};
use super::figure::Figure;
use super::process::most_memory;

/// How long a case may take, and how long somebody else may wait.
const MOST: Duration = Duration::from_secs(2);
const MOST_WAIT: Duration = Duration::from_millis(500);

/// The most memory, in MiB.
const MOST_MEMORY: f64 = 300.0;

/// The figures of every case: its time, what is not kept of the rest, and the worst of the rest.
pub fn figures() -> Vec<Figure> {
    let (mut figures, mut waits, mut memories) = (Vec::new(), Vec::new(), Vec::new());
    let mut note = |name: &str, borne: &Borne| {
        // There are many, and who waits for the table wants to know what it waits for.
        eprintln!("  {:>6.2} s {name}", borne.took.as_secs_f64());
        figures.push(Figure::time(name, borne.took, MOST));
        waits.push(Figure::time(format!("{name}: another document waits"), borne.other_waited, MOST_WAIT));
        if let Some(memory) = most_memory(borne.client.process()) {
            memories.push(Figure::new(format!("{name}: memory"), memory, MOST_MEMORY, "MiB"));
        }
    };
    for case in markdown::cases(Size::Full).into_iter().chain(terraform::cases(Size::Full)) {
        note(case.name, &bear(&case));
    }
    #[cfg(unix)]
    for case in super::cases::disk::cases() {
        note(case.name, &super::bearing::bear_on_disk(&case));
    }
    figures.extend(worst(waits));
    figures.extend(worst(memories));
    figures
}

/// Those that are not kept, and the worst.
fn worst(mut figures: Vec<Figure>) -> Vec<Figure> {
    figures.sort_by(|one, other| other.found().total_cmp(&one.found()));
    let broken = figures.iter().take_while(|figure| !figure.is_kept()).count();
    figures.truncate(broken.max(1));
    figures
}
