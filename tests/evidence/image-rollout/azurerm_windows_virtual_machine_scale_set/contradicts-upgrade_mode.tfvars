upgrade_mode = "Manual"
