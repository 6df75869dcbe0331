preferred_backup_window = "14:00-15:00"
