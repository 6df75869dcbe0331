max_retention_days = 14
