delete_after = 14
