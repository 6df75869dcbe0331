//! Document links.
