resource "aws_cloudwatch_log_group" "web" {
  name              = "/ecs/web"
  retention_in_days = 30
}

resource "aws_cloudtrail" "web" {
  name           = "web"
  s3_bucket_name = "web-trail"
  enable_logging = true
}

resource "aws_flow_log" "web" {
  vpc_id               = "vpc-0a1b2c3d"
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::web-flows"
}

resource "aws_budgets_budget" "web" {
  name         = "web"
  budget_type  = "COST"
  limit_amount = var.budget
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
}

module "cpu" {
  source = "./alarm"

  namespace  = "AWS/ECS"
  metric     = "CPUUtilization"
  threshold  = 85
  dimensions = { ServiceName = "web" }
}

module "memory" {
  source = "./alarm"

  namespace  = "AWS/ECS"
  metric     = "MemoryUtilization"
  threshold  = 80
  dimensions = { ServiceName = "web" }
}

module "errors" {
  source = "./alarm"

  namespace  = "AWS/ApplicationELB"
  metric     = "HTTPCode_Target_5XX_Count"
  threshold  = var.errors
  dimensions = { LoadBalancer = "web" }
}
