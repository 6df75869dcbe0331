package main

import rego.v1

databases contains r if {
	some r in input.resource_changes
	r.type == "aws_db_instance"
}

deny_public_database contains msg if {
	some db in databases
	db.change.after.publicly_accessible
	msg := sprintf("%s is public", [db.address])
}

deny_unencrypted_database contains msg if {
	some db in databases
	not db.change.after.storage_encrypted
	msg := sprintf("%s is not encrypted", [db.address])
}

warn_short_retention contains msg if {
	some db in databases
	db.change.after.backup_retention_period < 14
	msg := sprintf("%s keeps backups for less than 14 days", [db.address])
}
