resource "google_container_cluster" "primary" {
  name     = "primary"
  location = "europe-west1"

  remove_default_node_pool = true
  initial_node_count       = 1

  maintenance_policy {
    recurring_window {
      start_time = "2024-01-01T02:00:00Z"
      end_time   = "2024-01-01T06:00:00Z"
      recurrence = "FREQ=WEEKLY;BYDAY=SA,SU"
    }
  }
}

resource "google_container_node_pool" "pool" {
  for_each = { small = 1, large : 5 }
  cluster  = google_container_cluster.primary.name
  autoscaling {
    min_node_count = each.value
    max_node_count = each.value * 2
  }
}
