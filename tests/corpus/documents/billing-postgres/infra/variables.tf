variable "environment" {
  description = "Short name of the environment."
  type        = string
}

variable "resource_group_name" {
  description = "Resource group of the billing system."
  type        = string
}

variable "location" {
  description = "Azure region."
  type        = string
}

variable "delegated_subnet_id" {
  description = "Subnet delegated to the flexible server."
  type        = string
}

variable "private_dns_zone_id" {
  description = "Private DNS zone of the server."
  type        = string
}

variable "tenant_id" {
  description = "Entra ID tenant."
  type        = string
}

variable "action_group_id" {
  description = "Action group that calls on-call."
  type        = string
}
