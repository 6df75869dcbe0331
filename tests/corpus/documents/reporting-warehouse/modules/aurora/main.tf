resource "aws_rds_cluster" "this" {
  cluster_identifier = var.name
  engine             = "aurora-postgresql"
  engine_version     = "17.4"
  database_name      = "reports"
  master_username    = "warehouse_admin"

  manage_master_user_password = true
  storage_encrypted           = true
  deletion_protection         = true
  final_snapshot_identifier   = "${var.name}-final"

  backup_retention_period      = var.backup_retention_days
  preferred_backup_window      = "05:00-06:00"
  preferred_maintenance_window = var.maintenance_window

  db_subnet_group_name            = var.subnet_group_name
  vpc_security_group_ids          = var.security_group_ids
  enabled_cloudwatch_logs_exports = ["postgresql"]
}

resource "aws_rds_cluster_instance" "this" {
  count = var.instance_count

  identifier                   = "${var.name}-${count.index}"
  cluster_identifier           = aws_rds_cluster.this.id
  engine                       = aws_rds_cluster.this.engine
  instance_class               = var.instance_class
  preferred_maintenance_window = var.maintenance_window
}

resource "aws_cloudwatch_log_group" "postgresql" {
  name              = "/aws/rds/cluster/${var.name}/postgresql"
  retention_in_days = 60
}

resource "aws_cloudwatch_metric_alarm" "cpu" {
  alarm_name          = "${var.name}-cpu"
  namespace           = "AWS/RDS"
  metric_name         = "CPUUtilization"
  dimensions          = { DBClusterIdentifier = aws_rds_cluster.this.id }
  statistic           = "Average"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 90
  period              = 300
  evaluation_periods  = 6
  alarm_actions       = [var.alarm_topic_arn]
}

resource "aws_cloudwatch_metric_alarm" "replica_lag" {
  count = var.instance_count > 1 ? 1 : 0

  alarm_name          = "${var.name}-replica-lag"
  namespace           = "AWS/RDS"
  metric_name         = "AuroraReplicaLag"
  dimensions          = { DBClusterIdentifier = aws_rds_cluster.this.id }
  statistic           = "Maximum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 2000
  period              = 300
  evaluation_periods  = 2
  alarm_actions       = [var.alarm_topic_arn]
}
