variable "status" {
  type = string
}

resource "aws_efs_backup_policy" "orders" {
  file_system_id = "fs-0a1b2c3d"

  backup_policy {
    status = var.status
  }
}
