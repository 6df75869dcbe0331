public_network_access_enabled = true
