package main

import rego.v1

caches contains r if {
	some r in input.resource_changes
	r.type == "aws_elasticache_replication_group"
}

deny_public_cache contains msg if {
	some rule in input.resource_changes
	rule.type == "aws_vpc_security_group_ingress_rule"
	rule.change.after.cidr_ipv4 == "0.0.0.0/0"
	msg := sprintf("%s opens the cache to the internet", [rule.address])
}

deny_unencrypted_cache contains msg if {
	some cache in caches
	not cache.change.after.transit_encryption_enabled
	msg := sprintf("%s does not encrypt in transit", [cache.address])
}

warn_missing_owner_tag contains msg if {
	some cache in caches
	not cache.change.after.tags_all.owner
	msg := sprintf("%s has no owner tag", [cache.address])
}
