resource "aws_resiliencehub_resiliency_policy" "orders" {
  name = "orders"
  tier = "Critical"

  policy {
    az {
      rpo = "4h0m0s"
      rto = "8h0m0s"
    }
    hardware {
      rpo = "4h0m0s"
      rto = "8h0m0s"
    }
    software {
      rpo = "4h0m0s"
      rto = "8h0m0s"
    }
  }
}
