cpu = 75
