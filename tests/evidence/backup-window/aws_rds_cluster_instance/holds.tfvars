preferred_backup_window = "02:00-03:00"
