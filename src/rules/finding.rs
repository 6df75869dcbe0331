//! What rules say: findings, and the edits that cure them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use super::registry::Rule;
use crate::text::{Edit, Span};
use crate::workspace::Level;

/// How much a finding weighs, heaviest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Something is wrong.
    Error,
    /// Something is probably wrong.
    Warning,
    /// Worth knowing.
    Information,
    /// A small improvement.
    Hint,
}

impl Severity {
    /// The severity one step lower; a hint stays a hint.
    #[must_use]
    pub fn lowered(self) -> Self {
        match self {
            Self::Error => Self::Warning,
            Self::Warning => Self::Information,
            Self::Information | Self::Hint => Self::Hint,
        }
    }

    /// The severity of a level; nothing for a rule that is off.
    pub fn of(level: Level) -> Option<Self> {
        match level {
            Level::Error => Some(Self::Error),
            Level::Warning => Some(Self::Warning),
            Level::Information => Some(Self::Information),
            Level::Hint => Some(Self::Hint),
            Level::Off => None,
        }
    }

    /// Its name, as the configuration and the JSON output write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Information => "information",
            Self::Hint => "hint",
        }
    }
}

/// One fault.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How much it weighs.
    pub severity: Severity,
    /// The file it is in.
    pub path: Arc<Path>,
    /// Where in the file.
    pub span: Span,
    /// What is wrong, and the cure.
    pub message: String,
    /// Other places that explain it.
    pub related: Vec<Related>,
    /// What it is about, for the fixes.
    pub subject: Subject,
    /// Whether it stands between two files: the first related place is then the other side, which editors mark too.
    pub has_other_side: bool,
}

impl Finding {
    /// The other side of a finding that stands between two files.
    pub fn other_side(&self) -> Option<&Related> {
        self.related.first().filter(|_| self.has_other_side)
    }

    /// Whether a reader is told the same by both: what fixes them aside.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let is_same = |one: &Related, other: &Related| {
            (one.span, &one.message) == (other.span, &other.message)
                && one.path.as_os_str() == other.path.as_os_str()
        };
        (self.rule.name, self.severity, self.span) == (other.rule.name, other.severity, other.span)
            && self.path.as_os_str() == other.path.as_os_str()
            && self.message == other.message
            && self.related.len() == other.related.len()
            && self.related.iter().zip(&other.related).all(|(one, other)| is_same(one, other))
    }

    /// What editors show on the other side, as information: the same message, leading back.
    pub fn mirror(&self) -> Option<Self> {
        let other = self.other_side()?;
        let back = Related {
            path: Arc::clone(&self.path),
            span: self.span,
            message: "what the document says".to_owned(),
        };
        Some(Self {
            severity: self.severity.max(Severity::Information),
            path: Arc::clone(&other.path),
            span: other.span,
            related: vec![back],
            subject: Subject::Place,
            has_other_side: false,
            ..self.clone()
        })
    }
}

/// What a finding is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The document as a whole.
    Document,
    /// A section of the template, by index.
    Section(usize),
    /// A heading of the outline, by index.
    Heading(usize),
    /// A header field of the template, by index.
    Field(usize),
    /// A name: a rule as a suppression writes it, a resource's address.
    Name(String),
    /// What stands at the finding's span.
    Place,
}

/// A place that explains a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The file.
    pub path: Arc<Path>,
    /// Where in the file.
    pub span: Span,
    /// What is there.
    pub message: String,
}

/// Edits that cure a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an order: "Insert section …".
    pub title: String,
    /// The edits, all speaking of the texts as they are.
    pub edits: Vec<(PathBuf, Edit)>,
    /// Whether it can be applied without looking: it changes no meaning and invents nothing.
    pub certain: bool,
    /// Whether it speaks of the document as a whole, not of one place in it.
    pub document_wide: bool,
}
