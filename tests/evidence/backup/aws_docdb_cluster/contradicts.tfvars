backup_retention_period = 0
