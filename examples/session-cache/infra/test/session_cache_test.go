package test

import (
	"testing"

	"github.com/gruntwork-io/terratest/modules/terraform"
	"github.com/stretchr/testify/require"
)

const group = "aws_elasticache_replication_group.sessions"

// planned returns the attributes of a resource as the plan has them.
func planned(t *testing.T, address string) map[string]any {
	options := terraform.WithDefaultRetryableErrors(t, &terraform.Options{
		TerraformDir: "..",
		VarFiles:     []string{"test/sandbox.tfvars"},
		PlanFilePath: t.TempDir() + "/plan",
		Vars:         map[string]any{"auth_token": t.Name() + "-0123456789"},
	})
	plan := terraform.InitAndPlanAndShowWithStruct(t, options)
	require.Contains(t, plan.ResourcePlannedValuesMap, address)
	return plan.ResourcePlannedValuesMap[address].AttributeValues
}

func TestSessionsFailover(t *testing.T) {
	values := planned(t, group)
	require.Equal(t, true, values["automatic_failover_enabled"])
	require.Equal(t, true, values["multi_az_enabled"])
}

func TestSessionsEncrypted(t *testing.T) {
	require.Equal(t, true, planned(t, group)["transit_encryption_enabled"])
}

func TestSessionsKeepSnapshots(t *testing.T) {
	require.EqualValues(t, 7, planned(t, group)["snapshot_retention_limit"])
}
