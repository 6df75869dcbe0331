internal = true
