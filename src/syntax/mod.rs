//! Syntax: Markdown blocks chunk by chunk, and (in its own room) Terraform's HCL.
//!
//! Nothing here fails: what cannot be understood is left out.

pub mod hcl;
pub mod markdown;
