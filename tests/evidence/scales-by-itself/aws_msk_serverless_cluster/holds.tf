resource "aws_msk_serverless_cluster" "orders" {
  cluster_name = "orders"

  client_authentication {
    sasl {
      iam {
        enabled = true
      }
    }
  }
}

resource "aws_ecs_service" "web" {
  name          = "web"
  desired_count = 2
}
