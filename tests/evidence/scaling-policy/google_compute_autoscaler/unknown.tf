variable "mode" {
  type = string
}

module "orders" {
  source = "./module"

  mode = var.mode
}
