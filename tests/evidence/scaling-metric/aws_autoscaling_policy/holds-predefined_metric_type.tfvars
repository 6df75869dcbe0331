predefined_metric_type = "ASGAverageCPUUtilization"
