variable "iam_fleet_role" {
  type = string
}

module "orders" {
  source = "./module"

  iam_fleet_role = var.iam_fleet_role
}
