capacity_type = "ON_DEMAND"
