variable "day_of_week" {
  type = number
}

module "orders" {
  source = "./module"

  day_of_week = var.day_of_week
}
