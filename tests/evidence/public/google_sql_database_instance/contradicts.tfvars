ipv4_enabled = true
