package test

import "testing"

func TestInvoiceRoundTrip(t *testing.T) {
	t.Parallel()
	t.Skip("needs the sandbox account")
}

func TestInvoiceRedrive(t *testing.T) {
	t.Parallel()
	t.Skip("needs the sandbox account")
}
