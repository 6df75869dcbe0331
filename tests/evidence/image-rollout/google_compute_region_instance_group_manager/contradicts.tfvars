update_policy_type = "OPPORTUNISTIC"
