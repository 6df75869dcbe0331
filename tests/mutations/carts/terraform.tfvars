trail  = true
budget = 400
