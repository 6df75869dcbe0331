preferred_maintenance_window = "sun:03:00-sun:04:00"
