priority = "Regular"
