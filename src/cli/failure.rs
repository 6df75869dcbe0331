//! Why a command could not do what it was asked.

/// Why a command could not do what it was asked.
#[derive(Debug)]
pub enum Failure {
    /// A sentence.
    Message(String),
    /// Source snippets with their messages, ready to be printed.
    Rendered(String),
}

impl Failure {
    /// A failure that is told in a sentence.
    pub fn new(message: impl Into<String>) -> Self {
        Self::Message(message.into())
    }
}
