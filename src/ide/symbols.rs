//! Document symbols: the headings with the state of each section.
