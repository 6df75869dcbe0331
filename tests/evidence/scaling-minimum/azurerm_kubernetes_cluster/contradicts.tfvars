min_count = 6
