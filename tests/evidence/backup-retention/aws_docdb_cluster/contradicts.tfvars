backup_retention_period = 3
