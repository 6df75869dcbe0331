min_replicas = 6
