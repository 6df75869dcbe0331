module "orders" {
  source = "./module"

  iam_fleet_role = "arn:aws:iam::123456789012:role/fleet"
}
