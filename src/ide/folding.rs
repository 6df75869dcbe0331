//! Folding ranges.
