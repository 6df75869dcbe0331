variable "encrypted" {
  type = bool
}

resource "aws_efs_file_system" "orders" {
  creation_token = "orders"
  encrypted      = var.encrypted
}
