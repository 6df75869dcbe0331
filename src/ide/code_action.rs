//! Code actions: fixes, document-wide changes, accepted findings.
