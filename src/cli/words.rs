//! Numbers and paths in words.

use std::path::{Component, Path};

use crate::model::quantity::number::counted;
use crate::rules::Severity;

/// "1 error, 3 warnings", severest first; "no findings" where there are none.
pub fn severities(severities: impl Iterator<Item = Severity>) -> String {
    let mut counts = [0_usize; 4];
    for severity in severities {
        if let Some(count) = counts.get_mut(severity as usize) {
            *count += 1;
        }
    }
    let [errors, warnings, informations, hints] = counts;
    let mut parts = Vec::new();
    for (number, noun) in [(errors, "error"), (warnings, "warning")] {
        if number > 0 {
            parts.push(counted(number, noun));
        }
    }
    if informations > 0 {
        parts.push(format!("{informations} information"));
    }
    if hints > 0 {
        parts.push(counted(hints, "hint"));
    }
    if parts.is_empty() { "no findings".to_owned() } else { parts.join(", ") }
}

/// A path as people and programs are shown it: relative to the working directory, with forward slashes.
/// Absolute where the two have nothing in common.
pub fn shown(path: &Path, folder: &Path) -> String {
    let mut to = path.components().peekable();
    let mut from = folder.components().peekable();
    let mut common = 0;
    while let (Some(a), Some(b)) = (to.peek(), from.peek()) {
        if a != b {
            break;
        }
        common += usize::from(matches!(a, Component::Normal(_)));
        to.next();
        from.next();
    }
    let up = from.count();
    if common == 0 && up > 0 {
        return slashes(path);
    }
    let parts = std::iter::repeat_n("..".to_owned(), up)
        .chain(to.map(|component| component.as_os_str().to_string_lossy().into_owned()));
    let shown = parts.collect::<Vec<_>>().join("/");
    if shown.is_empty() { ".".to_owned() } else { shown }
}

fn slashes(path: &Path) -> String {
    let path = path.to_string_lossy();
    if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_the_working_directory() {
        let of = |path: &str| shown(Path::new(path), Path::new("/home/me/docs"));
        assert_eq!(of("/home/me/docs/a b/ü.md"), "a b/ü.md");
        assert_eq!(of("/home/me/docs"), ".");
        assert_eq!(of("/home/me/infra/main.tf"), "../infra/main.tf");
        assert_eq!(of("/srv/main.tf"), "/srv/main.tf");
    }

    #[test]
    fn numbers_agree_with_their_nouns() {
        use Severity::{Error, Hint, Information, Warning};
        assert_eq!(severities([].into_iter()), "no findings");
        assert_eq!(severities([Hint, Error, Hint].into_iter()), "1 error, 2 hints");
        assert_eq!(severities([Warning, Information].into_iter()), "1 warning, 1 information");
        assert_eq!((counted(0, "file"), counted(1, "file")), ("0 files".to_owned(), "1 file".to_owned()));
    }
}
