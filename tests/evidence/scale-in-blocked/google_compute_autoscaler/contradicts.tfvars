mode = "ONLY_UP"
