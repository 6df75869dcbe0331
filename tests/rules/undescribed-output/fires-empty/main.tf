output "size" {
  description = ""
  value = 1
}
