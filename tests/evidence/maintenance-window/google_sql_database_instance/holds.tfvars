day = 7
