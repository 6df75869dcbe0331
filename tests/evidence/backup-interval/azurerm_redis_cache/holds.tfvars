rdb_backup_frequency = 60
