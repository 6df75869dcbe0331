min_count = 2
