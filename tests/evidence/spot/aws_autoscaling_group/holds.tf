variable "on_demand_percentage_above_base_capacity" {
  type    = number
  default = 100
}

resource "aws_autoscaling_group" "orders" {
  name     = "orders"
  min_size = 2
  max_size = 6

  mixed_instances_policy {
    instances_distribution {
      on_demand_percentage_above_base_capacity = var.on_demand_percentage_above_base_capacity
    }
  }
}
