resource "aws_rds_cluster" "orders" {
  cluster_identifier = "orders"
  engine             = "aurora-postgresql"
  engine_mode        = "serverless"
}

resource "aws_ecs_service" "web" {
  name          = "web"
  desired_count = 2
}
