package main

import rego.v1

deny_public_api contains msg if {
	some r in input.resource_changes
	r.type == "aws_eks_cluster"
	r.change.after.vpc_config[0].endpoint_public_access
	msg := sprintf("%s: deny_public_api", [r.address])
}
