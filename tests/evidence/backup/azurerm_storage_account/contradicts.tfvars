versioning_enabled = false
