package test

import "testing"

func TestFlagsRoundTrip(t *testing.T) {
	t.Parallel()
	t.Skip("needs the sandbox account")
}

func TestFlagsRecoveryEnabled(t *testing.T) {
	t.Parallel()
	t.Skip("needs the sandbox account")
}
