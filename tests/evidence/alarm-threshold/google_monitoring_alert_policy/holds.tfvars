threshold_value = 0.8
