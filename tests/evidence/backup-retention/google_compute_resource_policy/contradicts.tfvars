max_retention_days = 3
