publicly_accessible = false
