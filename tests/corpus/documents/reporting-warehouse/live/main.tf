locals {
  environments = {
    staging = { instances = 1, retention_days = 3, class = "db.r7g.large" }
    prod    = { instances = 2, retention_days = 21, class = "db.r7g.2xlarge" }
  }
}

module "warehouse" {
  source   = "../modules/aurora"
  for_each = local.environments

  name                  = "warehouse-${each.key}"
  instance_count        = each.value.instances
  instance_class        = each.value.class
  backup_retention_days = each.value.retention_days
  maintenance_window    = "sat:20:00-sat:21:00"
  subnet_group_name     = var.subnet_group_name
  security_group_ids    = var.security_group_ids
  alarm_topic_arn       = var.alarm_topic_arn
}

resource "terraform_data" "grants" {
  for_each = module.warehouse

  triggers_replace = [each.value.endpoint]

  provisioner "local-exec" {
    command = "psql --host ${each.value.endpoint} --file ${path.module}/grants.sql"
  }
}

variable "subnet_group_name" {
  description = "DB subnet group."
  type        = string
}

variable "security_group_ids" {
  description = "Security groups of the cluster."
  type        = list(string)
}

variable "alarm_topic_arn" {
  description = "SNS topic of the alarms."
  type        = string
}

output "endpoints" {
  description = "Writer endpoint of each environment."
  value       = { for name, warehouse in module.warehouse : name => warehouse.endpoint }
}
