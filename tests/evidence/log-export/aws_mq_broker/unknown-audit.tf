variable "audit" {
  type = bool
}

module "orders" {
  source = "./module"

  audit = var.audit
}
