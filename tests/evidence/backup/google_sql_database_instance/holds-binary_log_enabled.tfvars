binary_log_enabled = true
