variable "provisioning_model" {
  type = string
}

module "orders" {
  source = "./module"

  provisioning_model = var.provisioning_model
}
