create_interval = 1
