variable "destination" {
  type = bool
}

resource "aws_efs_replication_configuration" "orders" {
  source_file_system_id = "fs-0a1b2c3d"

  dynamic "destination" {
    for_each = var.destination ? [1] : []

    content {
      region = "eu-west-1"
    }
  }
}
