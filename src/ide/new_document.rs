//! A whole document from a template.
