//! Tiebeam checks infrastructure requirement documents against their template and the Terraform beside them.
pub mod schema;
pub mod syntax;
pub mod text;
pub mod model;
