variable "failover" {
  type    = bool
  default = true
}

variable "encrypted" {
  type = bool
}

variable "snapshot_window" {
  type    = string
  default = "01:00-02:00"
}

variable "nodes" {
  type        = string
  default     = "10.30.0.0/20"
  description = "From where the cache can be reached."
}

locals {
  snapshot_days  = 7
  monthly_limit  = "860"
  memory_percent = 80
}
