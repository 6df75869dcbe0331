threshold_value = 0.95
