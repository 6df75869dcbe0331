capacity_type = "SPOT"
