min_capacity = 6
