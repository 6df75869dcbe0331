variable "autoscaling_group_name" {
  type = string
}

module "orders" {
  source = "./module"

  autoscaling_group_name = var.autoscaling_group_name
}
