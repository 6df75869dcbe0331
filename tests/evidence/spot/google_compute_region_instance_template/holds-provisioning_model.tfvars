provisioning_model = "STANDARD"
