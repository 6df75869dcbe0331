variable "iam_fleet_role" {
  type = string
}

resource "aws_spot_fleet_request" "orders" {
  target_capacity = 4
  iam_fleet_role  = var.iam_fleet_role
}
