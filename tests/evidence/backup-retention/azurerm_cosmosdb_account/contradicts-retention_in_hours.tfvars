retention_in_hours = 48
