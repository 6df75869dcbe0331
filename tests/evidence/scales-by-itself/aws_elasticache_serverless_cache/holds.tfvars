engine = "valkey"
