ipv6_cidr_blocks = ["fd00::/8"]
