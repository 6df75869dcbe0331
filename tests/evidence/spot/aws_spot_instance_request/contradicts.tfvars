instance_type = "m7g.large"
