max_capacity = 16
