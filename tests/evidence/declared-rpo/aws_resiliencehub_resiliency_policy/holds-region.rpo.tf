variable "rpo" {
  type    = string
  default = "1h0m0s"
}

resource "aws_resiliencehub_resiliency_policy" "orders" {
  name = "orders"
  tier = "MissionCritical"

  policy {
    region {
      rpo = var.rpo
    }
  }
}
