//! Tenants' data beside whether it is encrypted where it lies.

use super::{Proof, Tie, has_any, in_scope, report};
use crate::facts::{Evidence, Reading, Verdict};
use crate::model::Value;
use crate::rules::claims::{answers_to, section_text};
use crate::rules::context::Context;
use crate::rules::finding::Severity;
use crate::rules::registry::{Rule, no_fix};
use crate::schema::evidence::{Reader, Subject};

/// Tenants' data lies there in the clear.
pub static TENANT_DATA_UNENCRYPTED: Rule = Rule {
    name: "tenant-data-unencrypted",
    severity: Severity::Error,
    by_default: true,
    summary: "The document says that it holds tenants' data, and the Terraform does not encrypt it.",
    docs: "\
For many types encryption at rest is off by default, and for most it cannot be switched on later without making the \
resource anew.

It triggers where the document says that it holds tenants' data, and encryption at rest is off for all that could \
hold it, in writing or by the provider's default. What is always encrypted, such as S3 and DynamoDB, says nothing \
about the rest. It stays silent where a value is not known, where anything of the kind is encrypted, and where the \
document says that encryption is off or that the data is encrypted before it is stored.

To cure it, switch encryption on (`storage_encrypted`, `at_rest_encryption_enabled`), or say in the document why it \
may be off.",
    check: |context, findings| report(context, &TENANT_DATA_UNENCRYPTED, findings),
    in_terraform: false,
    fixes: no_fix,
};

/// What the document may say about encryption that the rule has nothing to add to.
const SAID: [&str; 16] = [
    "not encrypted",
    "unencrypted",
    "not be encrypted",
    "no encryption",
    "neither encryption",
    "without encryption",
    "encryption at rest is off",
    "encryption is off",
    "never set",
    "client-side",
    "client side",
    "before it is",
    "before they are",
    "by the application",
    "application-level",
    "take what",
];

/// Types that hold data of others, not data of their own.
const STORES: [&str; 26] = [
    "aws_db_",
    "aws_rds_",
    "aws_docdb",
    "aws_neptune",
    "aws_redshift",
    "aws_elasticache",
    "aws_memorydb",
    "aws_opensearch",
    "aws_elasticsearch",
    "aws_efs",
    "aws_fsx",
    "aws_dynamodb",
    "aws_dax",
    "aws_msk",
    "aws_mq",
    "aws_timestream",
    "google_sql",
    "google_redis",
    "google_alloydb",
    "google_spanner",
    "azurerm_postgresql",
    "azurerm_mysql",
    "azurerm_mssql",
    "azurerm_mariadb",
    "azurerm_cosmosdb",
    "azurerm_redis",
];

/// All ties about encryption of tenants' data.
pub fn ties(context: &Context<'_>, ties: &mut Vec<Tie>) {
    for answer in answers_to(context, "security-auditing", "tenant-data") {
        let yes = answer.values.iter().find(|read| *read.value == Value::YesNo(true));
        let Some(yes) = yes else { continue };
        let section = section_text(context, context.section_heading(answer.label.start));
        let text = context.words(answer.answer).to_lowercase();
        let said = has_any(&section, &SAID) || has_any(&text, &SAID);
        let evidence = in_scope(super::evidence(context, Subject::Encrypted), answer.scope.as_deref());
        let proofs = proofs(&evidence);
        if proofs.is_empty() {
            continue;
        }
        let claim = "It holds tenants' data".to_owned();
        let tie = Tie::new(&TENANT_DATA_UNENCRYPTED, claim, yes.span, proofs).unless(said);
        ties.push(tie.saying(|proof| {
            format!(
                "It holds tenants' data, but `{}` is not encrypted: {}. Switch encryption on, or say why it may be \
                 off.",
                proof.address, proof.said
            )
        }));
    }
}

/// What speaks about the encryption of what could hold the data: databases and the like, where there are any.
fn proofs(evidence: &[Evidence<'_, '_>]) -> Vec<Proof> {
    let is_store =
        |evidence: &&Evidence<'_, '_>| STORES.iter().any(|store| evidence.resource.kind.starts_with(store));
    let stores: Vec<_> = evidence.iter().filter(is_store).collect();
    let asked = if stores.is_empty() { evidence.iter().collect() } else { stores };
    let speaking = asked.into_iter().filter(|evidence| {
        let by_default = evidence.is_absent && evidence.reading == Reading::Truth(true);
        !by_default
    });
    super::proofs(
        speaking,
        |evidence| match evidence.reading {
            Reading::Nothing => Verdict::Contradicts,
            _ => Verdict::of(evidence.reading.truth()),
        },
        |proof, evidence| proof.wanting(|| (evidence.row.read == Reader::Truth).then(|| "true".to_owned())),
    )
}
