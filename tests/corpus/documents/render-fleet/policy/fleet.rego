package main

import rego.v1

deny_public_ip contains msg if {
	some r in input.resource_changes
	r.type == "aws_launch_template"
	some interface in r.change.after.network_interfaces
	interface.associate_public_ip_address == "true"
	msg := sprintf("%s gives workers a public address", [r.address])
}

warn_old_image contains msg if {
	some r in input.resource_changes
	r.type == "aws_launch_template"
	not r.change.after.image_id
	msg := sprintf("%s has no image", [r.address])
}
