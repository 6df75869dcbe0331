max_capacity = 2
