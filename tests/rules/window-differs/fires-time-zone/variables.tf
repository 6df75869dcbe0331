variable "window" {
  default = "sun:04:00-sun:05:00"
}
