variable "public_access_type" {
  type = string
}

resource "aws_msk_cluster" "orders" {
  cluster_name           = "orders"
  kafka_version          = "3.6.0"
  number_of_broker_nodes = 3

  broker_node_group_info {
    instance_type = "kafka.m5.large"

    connectivity_info {
      public_access {
        type = var.public_access_type
      }
    }
  }
}
