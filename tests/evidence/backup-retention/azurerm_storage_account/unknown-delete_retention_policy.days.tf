variable "days" {
  type = number
}

module "orders" {
  source = "./module"

  days = var.days
}
