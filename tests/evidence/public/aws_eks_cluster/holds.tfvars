endpoint_public_access = false
