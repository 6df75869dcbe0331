authorized_ip_ranges = ["10.0.0.0/16", "0.0.0.0/0"]
