variable "a" {
  default = <<EOT
x
EOT
}