package test

import "testing"

func TestOrdersMultiAz(t *testing.T) {
	t.Parallel()
	t.Skip("needs the sandbox account")
}

func TestOrdersEncrypted(t *testing.T) {
	t.Parallel()
	t.Skip("needs the sandbox account")
}

func TestOrdersParameterGroup(t *testing.T) {
	t.Parallel()
	t.Skip("needs the sandbox account")
}
