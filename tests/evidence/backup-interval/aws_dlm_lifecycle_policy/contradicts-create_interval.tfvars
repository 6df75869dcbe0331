create_interval = 7
