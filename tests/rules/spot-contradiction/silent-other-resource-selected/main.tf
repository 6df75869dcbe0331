resource "aws_eks_node_group" "workers" {
  node_group_name = "workers"
  capacity_type   = "SPOT"
}

resource "aws_db_instance" "orders" {
  engine = "postgres"
}
