predefined_metric_type = "ASGAverageNetworkIn"
