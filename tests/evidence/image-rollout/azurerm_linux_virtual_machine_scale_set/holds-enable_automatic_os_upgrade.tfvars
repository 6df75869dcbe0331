enable_automatic_os_upgrade = true
