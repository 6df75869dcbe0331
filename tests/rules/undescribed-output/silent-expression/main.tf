output "size" {
  description = <<-EOT
    How large it is.
  EOT
  value = 1
}
