output "endpoint" {
  description = "Where it is"
  value       = aws_db_instance.orders[*].endpoint
  depends_on  = [aws_db_instance.orders]
}
output "all" {
  value = { for k, v in aws_instance.x : k => v.id... }
}
output "splat" { value = aws_instance.x.*.id }
