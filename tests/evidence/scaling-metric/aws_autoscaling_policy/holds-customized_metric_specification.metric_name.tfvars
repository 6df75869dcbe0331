metric_name = "CPUUtilization"
