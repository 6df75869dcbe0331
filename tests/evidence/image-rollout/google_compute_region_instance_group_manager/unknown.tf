variable "update_policy_type" {
  type = string
}

module "orders" {
  source = "./module"

  update_policy_type = var.update_policy_type
}
