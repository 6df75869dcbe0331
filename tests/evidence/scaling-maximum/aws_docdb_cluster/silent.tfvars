max_capacity = 6
