//! Verdicts: what evidence makes of a claim.

/// What evidence makes of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is as the document says.
    Holds,
    /// It is not.
    Contradicts,
    /// It cannot be told.
    Unknown,
}

impl Verdict {
    /// The verdict of a comparison that may not be possible.
    pub fn of(holds: Option<bool>) -> Self {
        match holds {
            Some(true) => Self::Holds,
            Some(false) => Self::Contradicts,
            None => Self::Unknown,
        }
    }
}

impl Verdict {
    /// How it is said of a claim.
    pub fn said(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Contradicts => "contradicted",
            Self::Unknown => "not known",
        }
    }
}

/// What several verdicts come to together: a claim is contradicted only where all that speaks about it contradicts it.
pub fn together(verdicts: impl IntoIterator<Item = Verdict>) -> Verdict {
    let (mut any, mut holds, mut unknown) = (false, false, false);
    for verdict in verdicts {
        any = true;
        holds |= verdict == Verdict::Holds;
        unknown |= verdict == Verdict::Unknown;
    }
    match (any, holds, unknown) {
        (true, true, _) => Verdict::Holds,
        (true, false, false) => Verdict::Contradicts,
        _ => Verdict::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_contradicts_throughout_contradicts() {
        use Verdict::{Contradicts, Holds, Unknown};
        assert_eq!(together([]), Unknown);
        assert_eq!(together([Contradicts, Contradicts]), Contradicts);
        assert_eq!(together([Contradicts, Unknown]), Unknown);
        assert_eq!(together([Contradicts, Holds, Unknown]), Holds);
    }
}
