terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id = "sessions"
  description          = "Session tokens of the storefront"

  engine               = "valkey"
  engine_version       = "8.0"
  node_type            = var.node_type
  port                 = 6379
  parameter_group_name = aws_elasticache_parameter_group.sessions.name

  num_cache_clusters         = 2
  automatic_failover_enabled = true
  multi_az_enabled           = true

  subnet_group_name  = aws_elasticache_subnet_group.sessions.name
  security_group_ids = [aws_security_group.sessions.id]

  at_rest_encryption_enabled = true
  transit_encryption_enabled = true
  kms_key_id                 = var.kms_key_arn
  auth_token                 = var.auth_token

  snapshot_retention_limit = 7
  snapshot_window          = "02:00-03:00"
  maintenance_window       = "sun:04:00-sun:05:00"

  log_delivery_configuration {
    destination      = aws_cloudwatch_log_group.slow_log.name
    destination_type = "cloudwatch-logs"
    log_format       = "json"
    log_type         = "slow-log"
  }
}

resource "aws_elasticache_parameter_group" "sessions" {
  name   = "sessions-valkey8"
  family = "valkey8"

  parameter {
    name  = "maxmemory-policy"
    value = "volatile-lru"
  }
}

resource "aws_elasticache_subnet_group" "sessions" {
  name       = "sessions"
  subnet_ids = var.private_subnet_ids
}

resource "aws_security_group" "sessions" {
  name        = "session-cache"
  description = "Storefront to session cache"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "storefront" {
  security_group_id            = aws_security_group.sessions.id
  description                  = "Valkey over TLS from the storefront"
  referenced_security_group_id = var.storefront_security_group_id
  ip_protocol                  = "tcp"
  from_port                    = 6379
  to_port                      = 6379
}

resource "aws_cloudwatch_log_group" "slow_log" {
  name              = "/aws/elasticache/sessions/slow-log"
  retention_in_days = 30
}

resource "terraform_data" "session_functions" {
  triggers_replace = [aws_elasticache_replication_group.sessions.primary_endpoint_address]

  provisioner "local-exec" {
    command = "${path.module}/load-session-functions.sh"

    environment = {
      CACHE_ENDPOINT = aws_elasticache_replication_group.sessions.primary_endpoint_address
    }
  }
}
