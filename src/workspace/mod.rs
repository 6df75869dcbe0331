//! Documents, the Terraform bound to them and the configuration that rules over both, as immutable values.
//!
//! [`disk`] is the only room of the core that reads files.

mod binding;
pub mod config;
pub mod disk;
mod late_names;
mod named_code;
mod settings;
mod snapshot;

pub use binding::{Binding, normal};
pub use config::{Config, ConfigError, Level};
pub use disk::Disk;
pub use named_code::{NamedCode, NamedFile};
pub use settings::{Fault, Settings};
pub use snapshot::{Requirements, Workspace};
