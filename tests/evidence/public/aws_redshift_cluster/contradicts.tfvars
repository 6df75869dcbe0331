publicly_accessible = true
