resource "aws_resiliencehub_resiliency_policy" "orders" {
  name = "orders"
  tier = "MissionCritical"

  policy {
    hardware {
      rpo = "1h0m0s"
    }
  }
}
