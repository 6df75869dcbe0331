internal = true
budget   = 950
