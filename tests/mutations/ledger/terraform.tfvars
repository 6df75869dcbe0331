backups = 30
