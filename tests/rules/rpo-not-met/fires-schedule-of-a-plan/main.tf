resource "aws_efs_file_system" "files" {}

resource "aws_backup_plan" "plan" {
  name = "files"

  rule {
    rule_name         = "every-six-hours"
    target_vault_name = "main"
    schedule          = local.schedule
  }
}

locals {
  schedule = "rate(6 hours)"
}
