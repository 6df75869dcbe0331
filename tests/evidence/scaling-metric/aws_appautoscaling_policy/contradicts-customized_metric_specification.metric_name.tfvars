metric_name = "MemoryUtilization"
