mode = "ON"
