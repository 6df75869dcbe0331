hour_interval = 4
