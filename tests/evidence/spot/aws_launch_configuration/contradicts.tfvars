spot_price = "0.05"
