provisioning_model = "SPOT"
