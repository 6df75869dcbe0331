rto = "4h0m0s"
