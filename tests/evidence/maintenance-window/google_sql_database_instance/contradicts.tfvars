day = 3
