hours_in_cycle = 4
