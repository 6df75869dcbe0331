metric_name = "NetworkIn"
