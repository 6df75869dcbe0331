preemptible = false
