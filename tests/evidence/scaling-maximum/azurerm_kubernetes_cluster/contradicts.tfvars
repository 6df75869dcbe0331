max_count = 2
