variable "rto" {
  type    = string
  default = "24h0m0s"
}

resource "aws_resiliencehub_resiliency_policy" "orders" {
  name = "orders"
  tier = "MissionCritical"

  policy {
    region {
      rto = var.rto
    }
  }
}
