package main

import rego.v1

deny_unencrypted_cluster contains msg if {
	some r in input.resource_changes
	r.type == "aws_rds_cluster"
	not r.change.after.storage_encrypted
	msg := sprintf("%s: deny_unencrypted_cluster", [r.address])
}

warn_missing_final_snapshot contains msg if {
	some r in input.resource_changes
	r.type == "aws_rds_cluster"
	not r.change.after.final_snapshot_identifier
	msg := sprintf("%s: warn_missing_final_snapshot", [r.address])
}
