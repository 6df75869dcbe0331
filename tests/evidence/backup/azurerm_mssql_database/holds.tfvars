retention_days = 7
