variable "preferred_backup_window" {
  type = string
}

module "orders" {
  source = "./module"

  preferred_backup_window = var.preferred_backup_window
}
