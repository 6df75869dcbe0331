internal = false
