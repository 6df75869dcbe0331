autoscaling_group_name = "orders"
