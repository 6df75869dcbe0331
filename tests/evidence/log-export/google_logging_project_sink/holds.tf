module "orders" {
  source = "./module"

  destination = "storage.googleapis.com/orders-logs"
}
