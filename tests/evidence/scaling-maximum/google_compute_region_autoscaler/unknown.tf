variable "max_replicas" {
  type = number
}

module "orders" {
  source = "./module"

  max_replicas = var.max_replicas
}
