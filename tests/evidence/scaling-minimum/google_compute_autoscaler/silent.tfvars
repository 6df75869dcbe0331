min_replicas = 2
