variable "size" {
  description = "How large it is."
}
