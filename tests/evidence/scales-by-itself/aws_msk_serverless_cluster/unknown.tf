variable "client_authentication" {
  type = bool
}

resource "aws_msk_serverless_cluster" "orders" {
  cluster_name = "orders"

  dynamic "client_authentication" {
    for_each = var.client_authentication ? [1] : []

    content {
      sasl {
        iam {
          enabled = true
        }
      }
    }
  }
}

resource "aws_ecs_service" "web" {
  name          = "web"
  desired_count = 2
}
