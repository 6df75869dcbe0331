module "orders" {
  source = "./module"

  day_of_week = 3
}
