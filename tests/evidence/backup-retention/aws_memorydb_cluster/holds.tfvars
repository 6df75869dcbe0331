snapshot_retention_limit = 14
