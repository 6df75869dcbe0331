variable "rto" {
  type = string
}

resource "aws_resiliencehub_resiliency_policy" "orders" {
  name = "orders"
  tier = "MissionCritical"

  policy {
    software {
      rto = var.rto
    }
  }
}
