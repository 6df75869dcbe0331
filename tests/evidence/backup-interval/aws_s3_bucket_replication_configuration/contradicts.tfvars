minutes = 720
