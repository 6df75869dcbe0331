output "size" {
  description = "How large it is."
}
