package main

import rego.v1

warn_untagged_nodes contains msg if {
	some r in input.resource_changes
	r.type == "aws_eks_node_group"
	not r.change.after.tags
	msg := sprintf("%s: warn_untagged_nodes", [r.address])
}
