//! Hover: the explanation of what stands at a place.
