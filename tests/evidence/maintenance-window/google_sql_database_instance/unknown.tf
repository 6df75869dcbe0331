variable "day" {
  type = number
}

module "orders" {
  source = "./module"

  day = var.day
}
