//! Text with places at which the cursor stops.

use std::fmt::Write;

/// Text with places at which the cursor stops, one after the other. Its lines end in `\n`, whatever those of the
/// document do: an editor that inserts it writes its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Insert(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// A place at which the cursor stops, and the white space that sets off what is typed there.
    Stop {
        before: &'static str,
        after: &'static str,
    },
}

impl Insert {
    /// Text without any place to stop at.
    pub fn text(text: impl Into<String>) -> Self {
        Self(vec![Piece::Text(text.into())])
    }

    /// A scaffold: the cursor stops behind each label and in each empty cell.
    pub fn scaffold(text: &str) -> Self {
        let mut insert = Self::default();
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                insert.push("\n");
            }
            let cell = line.strip_suffix("| |").filter(|row| row.starts_with('|') && row.len() > 2);
            if let Some(row) = cell {
                insert.push(&format!("{row}| "));
                insert.stop("", " ");
                insert.push("|");
            } else {
                insert.push(line);
                if line.ends_with(":**") {
                    insert.stop(" ", "");
                }
            }
        }
        insert
    }

    /// Adds text.
    pub fn push(&mut self, text: &str) {
        match self.0.last_mut() {
            Some(Piece::Text(last)) => last.push_str(text),
            _ => self.0.push(Piece::Text(text.to_owned())),
        }
    }

    /// Adds a place to stop at.
    pub fn stop(&mut self, before: &'static str, after: &'static str) {
        self.0.push(Piece::Stop { before, after });
    }

    /// Whether it is more than one word: some editors insert no more than that of anything but a snippet.
    pub fn is_more_than_a_word(&self) -> bool {
        self.0.iter().any(|piece| match piece {
            Piece::Text(text) => text.contains(char::is_whitespace),
            Piece::Stop { .. } => true,
        })
    }

    /// The text alone.
    pub fn plain(&self) -> String {
        let texts = self.0.iter().filter_map(|piece| match piece {
            Piece::Text(text) => Some(text.as_str()),
            Piece::Stop { .. } => None,
        });
        texts.collect()
    }

    /// The text in the snippet syntax of the Language Server Protocol; the cursor ends behind all of it.
    pub fn snippet(&self) -> String {
        let mut snippet = String::new();
        let mut number = 0;
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => {
                    for c in text.chars() {
                        if matches!(c, '$' | '}' | '\\') {
                            snippet.push('\\');
                        }
                        snippet.push(c);
                    }
                }
                Piece::Stop { before, after } => {
                    number += 1;
                    let _ = write!(snippet, "{before}${{{number}}}{after}");
                }
            }
        }
        snippet + "$0"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_empty_cells_are_stopped_at() {
        let insert = Insert::scaffold("## SLA ($)\n\n| Date | |\n- **Required SLA:**\n");
        assert_eq!(insert.snippet(), "## SLA (\\$)\n\n| Date | ${1} |\n- **Required SLA:** ${2}\n$0");
        assert_eq!(insert.plain(), "## SLA ($)\n\n| Date | |\n- **Required SLA:**\n");
        assert_eq!(Insert::scaffold("| | |\n|---|---|").plain(), "| | |\n|---|---|");
        assert!(insert.is_more_than_a_word() && !Insert::text("infrastructure").is_more_than_a_word());
    }
}
