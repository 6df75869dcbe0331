variable "backup_type" {
  type = string
}

module "orders" {
  source = "./module"

  backup_type = var.backup_type
}
