variable "retained_backups" {
  type = number
}

module "orders" {
  source = "./module"

  retained_backups = var.retained_backups
}
