module "orders" {
  source = "./module"

  hour_interval = 12
}
