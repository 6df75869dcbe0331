# with a mark
variable "a" {
  default = 1
}
