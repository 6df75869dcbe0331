variable "size" {
  description = "How large it is."
  type = string
}
