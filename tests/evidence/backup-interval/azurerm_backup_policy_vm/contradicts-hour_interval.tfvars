hour_interval = 12
