snapshot_retention_limit = 3
