backup_retention_days = 7
