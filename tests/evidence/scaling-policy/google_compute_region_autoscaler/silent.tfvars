mode = "OFF"
