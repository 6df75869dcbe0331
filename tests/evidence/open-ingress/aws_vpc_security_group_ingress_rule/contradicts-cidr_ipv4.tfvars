cidr_ipv4 = "0.0.0.0/0"
