resource "terraform_data" "cache" {
}
