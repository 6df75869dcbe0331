retained_backups = 3
