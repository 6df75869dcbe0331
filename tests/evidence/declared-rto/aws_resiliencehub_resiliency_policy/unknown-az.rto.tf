variable "rto" {
  type = string
}

module "orders" {
  source = "./module"

  rto = var.rto
}
