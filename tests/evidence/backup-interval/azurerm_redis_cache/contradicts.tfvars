rdb_backup_frequency = 720
