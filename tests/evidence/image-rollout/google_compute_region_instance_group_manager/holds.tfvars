update_policy_type = "PROACTIVE"
