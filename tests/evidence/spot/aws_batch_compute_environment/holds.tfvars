compute_resources_type = "EC2"
