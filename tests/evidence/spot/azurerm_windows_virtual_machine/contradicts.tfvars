priority = "Spot"
