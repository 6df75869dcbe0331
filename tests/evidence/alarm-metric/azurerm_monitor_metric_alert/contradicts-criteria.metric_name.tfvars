metric_name = "memory_percent"
