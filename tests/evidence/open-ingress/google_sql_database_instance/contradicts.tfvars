network = "0.0.0.0/0"
