output "size" {
  description = "How large it is."
  value = 1
}
