rto = "24h0m0s"
