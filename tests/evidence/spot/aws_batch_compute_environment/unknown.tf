variable "compute_resources_type" {
  type = string
}

resource "aws_batch_compute_environment" "orders" {
  name = "orders"
  type = "MANAGED"

  compute_resources {
    max_vcpus = 16
    type      = var.compute_resources_type
  }
}
