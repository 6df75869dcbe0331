snapshot_retention_limit = 7
