vpc_id   = "vpc-0a1b2c3d"
multi_az = true
log_days = 90
