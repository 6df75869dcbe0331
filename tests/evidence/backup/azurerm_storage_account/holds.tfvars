versioning_enabled = true
