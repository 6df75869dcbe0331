package test

import "testing"

func TestBillingHighAvailability(t *testing.T) {
	t.Parallel()
	t.Skip("needs the sandbox account")
}

func TestBillingGeoBackup(t *testing.T) {
	t.Parallel()
	t.Skip("needs the sandbox account")
}
