delete_after = 3
