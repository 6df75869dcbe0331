retention_in_days = 90
