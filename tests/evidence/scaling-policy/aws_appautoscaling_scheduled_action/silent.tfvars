resource_id = "service/shop/orders"
