//! Drives the real command over folders on the disk.

mod check;
mod explain;
mod fix;
mod new;
mod paths;
mod support;
