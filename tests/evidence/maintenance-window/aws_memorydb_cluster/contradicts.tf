module "orders" {
  source = "./module"

  maintenance_window = "wed:03:00-wed:04:00"
}
