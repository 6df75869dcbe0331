resource "aws_dynamodb_table" "carts" {
  name           = "carts"
  billing_mode   = "PROVISIONED"
  hash_key       = "id"
  read_capacity  = 20
  write_capacity = 20

  attribute {
    name = "id"
    type = "S"
  }

  point_in_time_recovery {
    enabled                 = var.recovery
    recovery_period_in_days = local.recovery_days
  }
}

resource "aws_sqs_queue" "changes" {
  name                       = "cart-changes"
  sqs_managed_sse_enabled    = true
  visibility_timeout_seconds = 60
}

resource "aws_appautoscaling_target" "reads" {
  resource_id        = "table/${aws_dynamodb_table.carts.name}"
  scalable_dimension = "dynamodb:table:ReadCapacityUnits"
  service_namespace  = "dynamodb"
  min_capacity       = 20
  max_capacity       = 400
}

resource "aws_appautoscaling_policy" "reads" {
  name               = "reads"
  policy_type        = "TargetTrackingScaling"
  resource_id        = aws_appautoscaling_target.reads.resource_id
  scalable_dimension = aws_appautoscaling_target.reads.scalable_dimension
  service_namespace  = aws_appautoscaling_target.reads.service_namespace

  target_tracking_scaling_policy_configuration {
    target_value     = 70
    disable_scale_in = false

    predefined_metric_specification {
      predefined_metric_type = "DynamoDBReadCapacityUtilization"
    }
  }
}

resource "aws_resiliencehub_resiliency_policy" "carts" {
  name = "carts"
  tier = "Critical"

  policy {
    az {
      rpo = local.rpo
      rto = var.rto
    }

    hardware {
      rpo = local.rpo
      rto = var.rto
    }

    software {
      rpo = local.rpo
      rto = var.rto
    }
  }
}

resource "aws_cloudtrail" "carts" {
  name           = "carts"
  s3_bucket_name = "carts-trail"
  enable_logging = var.trail
}

resource "aws_config_configuration_recorder_status" "carts" {
  name       = "carts"
  is_enabled = true
}

resource "aws_budgets_budget" "carts" {
  name         = "carts"
  budget_type  = "COST"
  limit_amount = var.budget
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
}

module "throttling" {
  source = "./alarm"

  namespace  = "AWS/DynamoDB"
  metric     = "ThrottledRequests"
  threshold  = 10
  dimensions = { TableName = "carts" }
}

module "system_errors" {
  source = "./alarm"

  namespace  = "AWS/DynamoDB"
  metric     = "SystemErrors"
  threshold  = local.errors
  dimensions = { TableName = "carts" }
}

module "age" {
  source = "./alarm"

  namespace  = "AWS/SQS"
  metric     = "ApproximateAgeOfOldestMessage"
  threshold  = 300
  dimensions = { QueueName = "cart-changes" }
}
