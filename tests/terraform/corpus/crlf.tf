# A file from Windows.
variable "name" {
  type        = string
  default     = "x"
  description = "It's \"quoted\" and has a \\ and a \ttab" # trailing
}

resource "azurerm_redis_cache" "c" {
  capacity = 1
  redis_configuration {
    rdb_backup_enabled   = true
    rdb_backup_frequency = 60
  }
  zones = [
    "1",
    "2",
  ]
  script = <<EOT
line one
line two
EOT
  m = {
    a = 1
    b : 2
  }
}
