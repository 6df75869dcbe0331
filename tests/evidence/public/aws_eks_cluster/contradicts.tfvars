endpoint_public_access = true
