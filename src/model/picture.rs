//! What the target of a link or the value of a field tells about a picture.

/// Endings of the files that hold pictures and diagrams.
const PICTURES: [&str; 13] = [
    ".png",
    ".svg",
    ".jpg",
    ".jpeg",
    ".gif",
    ".webp",
    ".avif",
    ".drawio",
    ".puml",
    ".plantuml",
    ".mmd",
    ".excalidraw",
    ".vsdx",
];

/// Whether a target is a draw.io drawing.
pub(super) fn is_drawing(target: &str) -> bool {
    ["draw.io", ".drawio", "diagrams.net"].iter().any(|mark| target.contains(mark))
}

/// Whether a text names the file of a picture or a drawing.
pub fn names_picture(text: &str) -> bool {
    let text = text.to_lowercase();
    PICTURES.iter().any(|ending| {
        text.match_indices(ending).any(|(at, _)| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = text.get(at + ending.len()..).and_then(|after| after.chars().next());
            before.is_some_and(|c| !c.is_whitespace()) && !after.is_some_and(char::is_alphanumeric)
        })
    })
}
