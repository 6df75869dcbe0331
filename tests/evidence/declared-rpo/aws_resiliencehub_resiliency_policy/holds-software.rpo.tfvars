rpo = "1h0m0s"
