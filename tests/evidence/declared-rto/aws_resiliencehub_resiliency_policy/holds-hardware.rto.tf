resource "aws_resiliencehub_resiliency_policy" "orders" {
  name = "orders"
  tier = "MissionCritical"

  policy {
    hardware {
      rto = "4h0m0s"
    }
  }
}
