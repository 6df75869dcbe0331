traffic_type = "ALL"
