compute_resources_type = "SPOT"
