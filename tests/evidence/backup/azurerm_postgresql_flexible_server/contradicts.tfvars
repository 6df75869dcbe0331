backup_retention_days = 0
