target_bucket = "orders-logs"
