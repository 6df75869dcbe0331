retention_period = 14
