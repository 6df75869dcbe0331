package test

import "testing"

func TestSearchDomainHealthy(t *testing.T) {
	t.Parallel()
	t.Skip("needs the sandbox account")
}

func TestSearchSurvivesNodeLoss(t *testing.T) {
	t.Parallel()
	t.Skip("needs the sandbox account")
}

func TestSearchTemplatesLoaded(t *testing.T) {
	t.Parallel()
	t.Skip("needs the sandbox account")
}
