audit = true
