//! The security groups of load balancers that serve everybody.

use hcl::Value as Known;

use super::estate::{Estate, ScopeId};
use super::evidence::value_of;

/// The security groups of load balancers that are not internal.
pub(super) struct Fences {
    groups: Vec<(ScopeId, String)>,
    /// Whether there are load balancers whose groups cannot be told.
    untold: bool,
}

impl Fences {
    pub(super) fn of(estate: &Estate<'_>) -> Self {
        let mut fences = Self {
            groups: Vec::new(),
            untold: estate.may_be_in_a_module(&[
                "alb",
                "elb",
                "load-balanc",
                "loadbalanc",
                "load_balanc",
                "ingress",
            ]),
        };
        for kind in ["aws_lb", "aws_alb", "aws_elb"] {
            for balancer in estate.of_kind(kind) {
                let internal = value_of(estate, balancer, "internal");
                if internal.is_ok_and(|internal| internal == Some(Known::Bool(true))) {
                    continue;
                }
                for site in estate.sites(balancer, "security_groups").unwrap_or_default() {
                    let groups = groups_in(estate.source(site.path, site.span));
                    fences.untold |= groups.is_empty();
                    let scope = estate.scope_of(balancer);
                    fences.groups.extend(groups.into_iter().map(|group| (scope, group)));
                }
            }
        }
        fences
    }

    /// Whether a rule of a group may be one by which a load balancer serves everybody; `groups`: the names of the
    /// groups that it belongs to, none where they cannot be told.
    pub(super) fn may_serve_everybody(&self, scope: ScopeId, groups: &[String]) -> bool {
        const NAMES: [&str; 9] = ["alb", "elb", "lb_", "_lb", "load", "public", "web", "ingress", "edge"];
        let any = self.untold || !self.groups.is_empty();
        let named = |name: &String| {
            let name = name.to_lowercase();
            NAMES.iter().any(|known| name.contains(known))
        };
        self.untold
            || any && groups.is_empty()
            || groups.iter().any(|name| named(name) || self.groups.contains(&(scope, name.clone())))
    }
}

/// The names of the security groups that an expression refers to.
pub fn groups_in(source: &str) -> Vec<String> {
    let parts = source.split("aws_security_group.").skip(1);
    parts
        .map(|part| part.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-')).collect())
        .collect()
}
