snapshot_retention_limit = 0
