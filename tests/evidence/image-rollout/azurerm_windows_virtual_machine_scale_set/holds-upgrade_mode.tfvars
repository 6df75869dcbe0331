upgrade_mode = "Rolling"
