retention_in_days = 30
