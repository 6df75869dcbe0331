variable "cidr_block" {
  type    = string
  default = "0.0.0.0/0"
}

resource "google_container_cluster" "orders" {
  name     = "orders"
  location = "europe-west3"

  master_authorized_networks_config {
    cidr_blocks {
      cidr_block = var.cidr_block
    }
  }
}
