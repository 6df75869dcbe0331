variable "backup_window" {
  default = "00:00-01:00"
}
