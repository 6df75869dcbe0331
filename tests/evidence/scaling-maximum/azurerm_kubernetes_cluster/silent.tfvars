max_count = 6
