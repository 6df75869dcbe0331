auto_grow_enabled = true
