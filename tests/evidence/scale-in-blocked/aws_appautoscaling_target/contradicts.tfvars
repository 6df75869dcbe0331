dynamic_scaling_in_suspended = true
