metric_name = "cpu_percent"
