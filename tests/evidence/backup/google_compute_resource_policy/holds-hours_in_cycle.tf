module "orders" {
  source = "./module"

  hours_in_cycle = 4
}
