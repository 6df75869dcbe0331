variable "priority" {
  type = string
}

module "orders" {
  source = "./module"

  priority = var.priority
}
