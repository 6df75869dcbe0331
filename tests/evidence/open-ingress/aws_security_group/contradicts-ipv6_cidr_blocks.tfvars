ipv6_cidr_blocks = ["::/0"]
