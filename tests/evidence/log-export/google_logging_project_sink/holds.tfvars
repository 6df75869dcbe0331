destination = "storage.googleapis.com/orders-logs"
