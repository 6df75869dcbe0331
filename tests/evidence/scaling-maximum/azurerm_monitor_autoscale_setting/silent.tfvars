maximum = 6
