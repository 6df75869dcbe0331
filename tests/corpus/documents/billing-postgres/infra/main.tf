terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.55"
    }
  }
}

resource "azurerm_postgresql_flexible_server" "billing" {
  name                = "psql-billing-${var.environment}"
  resource_group_name = var.resource_group_name
  location            = var.location
  version             = "17"
  sku_name            = "GP_Standard_D4ds_v5"
  zone                = "1"

  storage_mb        = 524288
  auto_grow_enabled = true

  backup_retention_days        = 35
  geo_redundant_backup_enabled = true

  public_network_access_enabled = false
  delegated_subnet_id           = var.delegated_subnet_id
  private_dns_zone_id           = var.private_dns_zone_id

  high_availability {
    mode                      = "ZoneRedundant"
    standby_availability_zone = "2"
  }

  maintenance_window {
    day_of_week  = 0
    start_hour   = 3
    start_minute = 0
  }

  authentication {
    active_directory_auth_enabled = true
    password_auth_enabled         = false
    tenant_id                     = var.tenant_id
  }
}

resource "azurerm_postgresql_flexible_server_database" "ledger" {
  name      = "ledger"
  server_id = azurerm_postgresql_flexible_server.billing.id
}

resource "azurerm_log_analytics_workspace" "billing" {
  name                = "log-billing-${var.environment}"
  resource_group_name = var.resource_group_name
  location            = var.location
  retention_in_days   = 90
}

resource "azurerm_monitor_diagnostic_setting" "billing" {
  name                       = "logs"
  target_resource_id         = azurerm_postgresql_flexible_server.billing.id
  log_analytics_workspace_id = azurerm_log_analytics_workspace.billing.id

  enabled_log {
    category = "PostgreSQLLogs"
  }
}

resource "azurerm_monitor_metric_alert" "billing" {
  for_each = {
    cpu_percent        = { threshold = 85, window = "PT15M", severity = 2 }
    storage_percent    = { threshold = 90, window = "PT5M", severity = 0 }
    active_connections = { threshold = 1200, window = "PT5M", severity = 0 }
  }

  name                = "billing-${each.key}"
  resource_group_name = var.resource_group_name
  scopes              = [azurerm_postgresql_flexible_server.billing.id]
  window_size         = each.value.window
  severity            = each.value.severity

  criteria {
    metric_namespace = "Microsoft.DBforPostgreSQL/flexibleServers"
    metric_name      = each.key
    aggregation      = "Average"
    operator         = "GreaterThan"
    threshold        = each.value.threshold
  }

  action {
    action_group_id = var.action_group_id
  }
}
