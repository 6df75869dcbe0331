variable "encrypted" {
  type = bool
}

module "orders" {
  source = "./module"

  encrypted = var.encrypted
}
