ipv4_enabled = false
