variable "rpo" {
  type = string
}

module "orders" {
  source = "./module"

  rpo = var.rpo
}
