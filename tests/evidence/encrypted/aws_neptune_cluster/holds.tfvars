storage_encrypted = true
