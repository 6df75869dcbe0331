retention_period = 3
