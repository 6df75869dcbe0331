retention_in_hours = 168
