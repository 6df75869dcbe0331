min_size = 6
