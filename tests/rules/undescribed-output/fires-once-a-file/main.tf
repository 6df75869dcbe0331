output "n0" {
  value = 1
}

output "n1" {
  value = 1
}

output "n2" {
  value = 1
}

output "n3" {
  value = 1
}

output "n4" {
  value = 1
}

output "n5" {
  value = 1
}
