binary_log_enabled = false
