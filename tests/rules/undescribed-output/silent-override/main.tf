output "size" {
  value = 1
}
