auto_grow_enabled = false
