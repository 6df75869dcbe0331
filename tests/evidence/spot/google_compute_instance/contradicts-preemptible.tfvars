preemptible = true
