variable "rpo" {
  type = string
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
