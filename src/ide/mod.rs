//! What an editor shows and offers about a document, one module a feature.
//!
//! Each feature is a pure function from what is known to plain values: spans are bytes, prose is Markdown. What a client
//! can show of it is decided by whoever talks to the client.
//!
//! | module | what it gives |
//! |---|---|
//! | [`completion`] | what can be written at a place |
//! | [`hover`] | the explanation of what stands at a place |
//! | [`explain`] | rules, sections, fields and prompts in prose |
//! | [`catalogue`] | all that can be explained, by name |
//! | [`readiness`] | how far a document is, in figures |
//! | [`code_action`] | fixes, document-wide changes, accepted findings |
//! | [`symbols`] | the headings with the state of each section |
//! | [`folding`] | what can be folded |
//! | [`links`] | where links lead |
//! | [`code_lens`] | how far the document and its sections are |
//! | [`inlay_hint`] | what a value comes to |
//! | [`new_document`] | a whole document from a template |
//! | [`current`] | answers as the Terraform gives them now |
//! | [`terraform_action`] | changes of Terraform that make it say what a document says |
//! | [`ties`] | what stands on both sides: claims and attributes, and the way from one to the other |
//! | [`prompts`] | which prompt stands at a place |

pub mod catalogue;
pub mod code_action;
pub mod code_lens;
pub mod completion;
pub mod current;
pub mod explain;
pub mod folding;
pub mod hover;
pub mod inlay_hint;
pub mod links;
pub mod new_document;
pub mod prompts;
pub mod readiness;
pub mod symbols;
pub mod terraform_action;
pub mod ties;
