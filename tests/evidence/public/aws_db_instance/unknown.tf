variable "publicly_accessible" {
  type = bool
}

module "orders" {
  source = "./module"

  publicly_accessible = var.publicly_accessible
}
