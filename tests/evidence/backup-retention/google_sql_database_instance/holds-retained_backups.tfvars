retained_backups = 14
