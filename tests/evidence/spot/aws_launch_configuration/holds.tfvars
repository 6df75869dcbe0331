spot_price = null
