package main

import rego.v1

domains contains r if {
	some r in input.resource_changes
	r.type == "aws_opensearch_domain"
}

deny_plain_http contains msg if {
	some d in domains
	not d.change.after.domain_endpoint_options[0].enforce_https
	msg := sprintf("%s accepts plain HTTP", [d.address])
}

deny_unencrypted_domain contains msg if {
	some d in domains
	not d.change.after.encrypt_at_rest[0].enabled
	msg := sprintf("%s is not encrypted at rest", [d.address])
}

warn_single_zone contains msg if {
	some d in domains
	not d.change.after.cluster_config[0].zone_awareness_enabled
	msg := sprintf("%s lives in one zone", [d.address])
}
