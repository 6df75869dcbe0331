variable "size" {
  description = ""
  type = string
}
