amount = 1200
