offices = ["10.7.0.0/16"]
cpu     = 90
