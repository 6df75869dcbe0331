variable "size" {
  description = <<-EOT
    How large it is.
  EOT
  type = string
}
