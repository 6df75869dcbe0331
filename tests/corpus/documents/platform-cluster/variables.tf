variable "cluster_role_arn" {
  description = "Role of the control plane."
  type        = string
}

variable "node_role_arn" {
  description = "Role of the worker nodes."
  type        = string
}

variable "private_subnet_ids" {
  description = "Private subnets in three availability zones."
  type        = list(string)
}
