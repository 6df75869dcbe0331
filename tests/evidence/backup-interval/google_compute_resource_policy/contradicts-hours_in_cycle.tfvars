hours_in_cycle = 12
