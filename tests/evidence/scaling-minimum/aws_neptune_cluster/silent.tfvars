min_capacity = 2
