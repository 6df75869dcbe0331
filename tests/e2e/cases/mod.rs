//! Texts and files that no reader likes: what the tests open in small, the figures are measured on in full.

#[cfg(unix)]
pub mod disk;
pub mod markdown;
pub mod terraform;

/// A file that is hard to read.
pub struct Case {
    /// What is hard about it.
    pub name: &'static str,
    /// What it is called.
    pub file: &'static str,
    /// What it says in the editor.
    pub text: String,
    /// The bytes that it has on disk, where these are no text.
    pub bytes: Option<Vec<u8>>,
    /// What else lies in its folder.
    pub beside: Vec<(String, String)>,
}

impl Case {
    /// A file of this name with this text.
    fn new(name: &'static str, file: &'static str, text: impl Into<String>) -> Self {
        Self { name, file, text: text.into(), bytes: None, beside: Vec::new() }
    }

    /// The same with other files beside it.
    fn with(mut self, beside: impl IntoIterator<Item = (String, String)>) -> Self {
        self.beside.extend(beside);
        self
    }

    /// What it has on disk.
    pub fn on_disk(&self) -> &[u8] {
        self.bytes.as_deref().unwrap_or(self.text.as_bytes())
    }
}

/// How large the cases are.
#[allow(dead_code, reason = "the tests open the small ones, the benchmark the full ones")]
#[derive(Clone, Copy)]
pub enum Size {
    /// As large as is promised to be borne.
    Full,
    /// The hundredth part, for a server that was built to be debugged.
    Small,
}

impl Size {
    /// So many in full.
    fn of(self, many: usize) -> usize {
        match self {
            Self::Full => many,
            Self::Small => (many / 100).max(2),
        }
    }
}

/// A text of so many parts.
fn many(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}
