minutes = 60
