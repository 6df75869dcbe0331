name = "compute.googleapis.com/instance/cpu/utilization"
