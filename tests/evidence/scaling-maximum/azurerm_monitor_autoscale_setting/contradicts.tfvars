maximum = 2
