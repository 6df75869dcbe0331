variable "retention" {
  type    = number
  default = 0
}
