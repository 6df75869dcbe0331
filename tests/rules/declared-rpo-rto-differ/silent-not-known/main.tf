resource "aws_resiliencehub_resiliency_policy" "orders" {
  name = "orders"
  tier = "Critical"

  policy {
    az {
      rpo = "${var.rpo}"
      rto = "8h0m0s"
    }
    hardware {
      rpo = "${var.rpo}"
      rto = "8h0m0s"
    }
    software {
      rpo = "${var.rpo}"
      rto = "8h0m0s"
    }
  }
}

variable "rpo" {}
