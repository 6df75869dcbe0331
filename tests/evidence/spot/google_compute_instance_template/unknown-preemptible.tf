variable "preemptible" {
  type = bool
}

module "orders" {
  source = "./module"

  preemptible = var.preemptible
}
