//! What Terraform lets in from everywhere.

use std::path::Path;

use hcl::Value as Known;

use super::estate::{Estate, Existence, Resource};
use super::evidence::Reading;
use super::functions::as_text;
use super::load_balancers::Fences;
pub use super::load_balancers::groups_in;
use super::names::Step;
use super::sites::{Site, SiteKind};
use crate::model::terraform::{Attribute, Block, Entry, Value};
use crate::text::Span;

/// What stands for all addresses.
const EVERYWHERE: [&str; 2] = ["0.0.0.0/0", "::/0"];

/// What stands for them in the rules of Azure.
const EVERYWHERE_IN_AZURE: [&str; 7] = ["*", "0.0.0.0/0", "::/0", "0.0.0.0", "Internet", "internet", "Any"];

/// Ports on which a load balancer serves everybody.
const WEB: [i64; 2] = [80, 443];

/// Rules that are read here, where what counts stands in several attributes of one block.
struct Shape {
    kind: &'static str,
    /// The blocks with the rules; nothing where the resource is one rule.
    block: Option<&'static str>,
    sources: &'static [&'static str],
    /// Attributes that must have a value, where they are set.
    needs: &'static [(&'static str, &'static [&'static str], bool)],
    ports: Ports,
}

/// Where the ports of a rule stand.
enum Ports {
    /// The first and the last, and the protocol.
    FromTo(&'static str),
    /// Lists or texts of ports: `443`, `8000-8080`.
    Named(&'static [&'static str]),
}

const SHAPES: [Shape; 7] = [
    Shape {
        kind: "aws_security_group",
        block: Some("ingress"),
        sources: &["cidr_blocks", "ipv6_cidr_blocks"],
        needs: &[],
        ports: Ports::FromTo("protocol"),
    },
    Shape {
        kind: "aws_default_security_group",
        block: Some("ingress"),
        sources: &["cidr_blocks", "ipv6_cidr_blocks"],
        needs: &[],
        ports: Ports::FromTo("protocol"),
    },
    Shape {
        kind: "aws_security_group_rule",
        block: None,
        sources: &["cidr_blocks", "ipv6_cidr_blocks"],
        needs: &[("type", &["ingress"], false)],
        ports: Ports::FromTo("protocol"),
    },
    Shape {
        kind: "aws_vpc_security_group_ingress_rule",
        block: None,
        sources: &["cidr_ipv4", "cidr_ipv6"],
        needs: &[],
        ports: Ports::FromTo("ip_protocol"),
    },
    Shape {
        kind: "google_compute_firewall",
        block: None,
        sources: &["source_ranges"],
        needs: &[("direction", &["INGRESS"], true), ("disabled", &["false"], true)],
        ports: Ports::Named(&["allow.ports"]),
    },
    Shape {
        kind: "azurerm_network_security_rule",
        block: None,
        sources: &["source_address_prefix", "source_address_prefixes"],
        needs: &[("direction", &["Inbound"], false), ("access", &["Allow"], false)],
        ports: Ports::Named(&["destination_port_range", "destination_port_ranges"]),
    },
    Shape {
        kind: "azurerm_network_security_group",
        block: Some("security_rule"),
        sources: &["source_address_prefix", "source_address_prefixes"],
        needs: &[("direction", &["Inbound"], false), ("access", &["Allow"], false)],
        ports: Ports::Named(&["destination_port_range", "destination_port_ranges"]),
    },
];

/// From where a rule of a firewall lets in.
pub struct Ingress<'e, 'a> {
    /// The resource.
    pub resource: &'e Resource<'a>,
    /// The file.
    pub path: &'a Path,
    /// Where the sources stand.
    pub span: Span,
    /// The attribute with the sources.
    pub attribute: &'static str,
    /// The names of the security groups that it belongs to; none where they cannot be told.
    pub groups: Vec<String>,
    /// The sources and ports, in words.
    pub said: String,
    /// Where the sources came through.
    pub steps: Vec<Step>,
    /// Whether it lets everybody in; nothing where that is not known, or may be meant for everybody.
    pub is_open: Option<bool>,
}

/// Whether this evidence of a source stands for everybody; nothing where it is not known.
pub fn is_everybody(reading: &Reading) -> Option<bool> {
    match reading {
        Reading::Text(text) => Some(EVERYWHERE.contains(&text.as_str())),
        Reading::List(texts) => Some(texts.iter().any(|text| EVERYWHERE.contains(&text.as_str()))),
        _ => None,
    }
}

/// Whether the rules of a type are read here and not by rows of evidence.
pub fn is_read(kind: &str) -> bool {
    SHAPES.iter().any(|shape| shape.kind == kind)
}

/// From where the rules of firewalls and security groups let in.
pub fn ingress<'e, 'a>(estate: &'e Estate<'a>) -> Vec<Ingress<'e, 'a>> {
    let fences = Fences::of(estate);
    let mut found = Vec::new();
    for resource in estate.resources() {
        if let Some(shape) = SHAPES.iter().find(|shape| shape.kind == resource.kind) {
            let rules = rules(estate, resource, shape);
            found.extend(rules.iter().flat_map(|rule| rule.ingress(&fences)));
        }
    }
    found
}

/// A rule of a firewall.
struct Rule<'e, 'a> {
    estate: &'e Estate<'a>,
    resource: &'e Resource<'a>,
    path: &'a Path,
    body: Body<'a>,
    shape: &'static Shape,
}

/// What a rule stands in.
#[derive(Clone, Copy)]
enum Body<'a> {
    Resource,
    Block(&'a Block),
    Object(&'a Value),
}

fn rules<'e, 'a>(
    estate: &'e Estate<'a>,
    resource: &'e Resource<'a>,
    shape: &'static Shape,
) -> Vec<Rule<'e, 'a>> {
    let rule = |path, body| Rule { estate, resource, path, body, shape };
    let Some(block) = shape.block else { return vec![rule(resource.path(), Body::Resource)] };
    let mut found = Vec::new();
    for site in estate.sites(resource, block).unwrap_or_default() {
        match site.what {
            SiteKind::Block(block) => found.push(rule(site.path, Body::Block(block))),
            SiteKind::Attribute(attribute) => {
                let elements = attribute.value.as_list().unwrap_or_default();
                found.extend(elements.iter().map(|element| rule(site.path, Body::Object(&element.value))));
            }
            SiteKind::Part(..) | SiteKind::Perhaps => {}
        }
    }
    found
}

impl<'e, 'a> Rule<'e, 'a> {
    /// The sites of an attribute of the rule.
    fn sites(&self, name: &str) -> Vec<Site<'a>> {
        match self.body {
            Body::Resource => self.estate.sites(self.resource, name).unwrap_or_default(),
            Body::Block(block) => {
                let site = |attribute: &'a Attribute| Site {
                    path: self.path,
                    span: attribute.span(),
                    what: SiteKind::Attribute(attribute),
                };
                block.attributes(name).into_iter().map(site).collect()
            }
            Body::Object(value) => {
                let entry = value.entry(name).into_iter();
                let site = |entry: &'a Entry| Site {
                    path: self.path,
                    span: entry.value_span,
                    what: SiteKind::Part(&entry.value, entry.value_span),
                };
                entry.map(site).collect()
            }
        }
    }

    fn text(&self, name: &str) -> Option<String> {
        let site = self.sites(name).into_iter().next()?;
        as_text(&self.estate.read(self.resource, &site).value.ok()?)
    }

    fn counts(&self) -> bool {
        let allows = self.shape.kind != "google_compute_firewall" || !self.sites("allow").is_empty();
        allows
            && self.shape.needs.iter().all(|(name, values, may_be_absent)| match self.text(name) {
                Some(text) => values.contains(&text.as_str()),
                None => *may_be_absent && self.sites(name).is_empty(),
            })
    }

    fn ingress(&self, fences: &Fences) -> Vec<Ingress<'e, 'a>> {
        if !self.counts() {
            return Vec::new();
        }
        let ports = self.ports();
        if ports.as_ref().is_some_and(|ports| ports.is_ping) {
            return Vec::new();
        }
        let sites = self
            .shape
            .sources
            .iter()
            .flat_map(|name| self.sites(name).into_iter().map(move |site| (*name, site)));
        sites.filter_map(|(name, site)| self.from(name, &site, ports.as_ref(), fences)).collect()
    }

    fn from(
        &self,
        name: &'static str,
        site: &Site<'a>,
        ports: Option<&Opened>,
        fences: &Fences,
    ) -> Option<Ingress<'e, 'a>> {
        let (sources, steps) = sources(self.estate, self.resource, site);
        let all =
            if self.shape.kind.starts_with("azurerm") { &EVERYWHERE_IN_AZURE[..] } else { &EVERYWHERE[..] };
        let open = sources.iter().find(|source| all.contains(&source.as_str()));
        let shown = open.or(sources.first())?;
        let meant = |ports: &&Opened| !(ports.is_web() && self.may_serve_everybody(fences));
        let is_open = match open {
            None => Some(false),
            Some(_) if self.resource.existence == Existence::Unsure => None,
            Some(_) => ports.filter(meant).map(|_| true),
        };
        let on = ports.map(|ports| format!(" on {}", ports.words)).unwrap_or_default();
        let said = format!("`{name}` has {shown}{on}");
        let groups = self.groups();
        Some(Ingress {
            resource: self.resource,
            path: site.path,
            span: site.span,
            attribute: name,
            groups,
            said,
            steps,
            is_open,
        })
    }

    /// Whether a load balancer may serve everybody by this rule; for other clouds that cannot be told.
    fn may_serve_everybody(&self, fences: &Fences) -> bool {
        let scope = self.estate.scope_of(self.resource);
        !self.shape.kind.starts_with("aws") || fences.may_serve_everybody(scope, &self.groups())
    }

    /// The names of the security groups that the rule belongs to.
    fn groups(&self) -> Vec<String> {
        if self.shape.block.is_some() {
            return self.resource.declared.block.name().map(str::to_owned).into_iter().collect();
        }
        let site = self.sites("security_group_id").into_iter().next();
        groups_in(site.map_or("", |site| self.estate.source(site.path, site.span)))
    }

    /// The ports that a rule opens; nothing where they are not known.
    fn ports(&self) -> Option<Opened> {
        match &self.shape.ports {
            Ports::FromTo(protocol) => {
                let protocol = self.text(protocol)?;
                let is_ping = ["icmp", "icmpv6", "1", "58"].contains(&protocol.as_str());
                if is_ping || protocol == "-1" || protocol == "all" {
                    return Some(Opened { ranges: Vec::new(), is_ping, words: "all ports".to_owned() });
                }
                let number = |name| self.text(name)?.parse::<i64>().ok();
                Some(Opened::of(vec![(number("from_port")?, number("to_port")?)]))
            }
            Ports::Named(names) => self.named_ports(names),
        }
    }

    fn named_ports(&self, names: &[&str]) -> Option<Opened> {
        let mut ranges = Vec::new();
        for site in names.iter().flat_map(|name| self.sites(name)) {
            let value = self.estate.read(self.resource, &site).value.ok()?;
            let texts = match &value {
                Known::Array(elements) => elements.iter().map(as_text).collect::<Option<Vec<_>>>()?,
                other => vec![as_text(other)?],
            };
            for text in texts {
                let (first, last) = text.split_once('-').unwrap_or((&text, &text));
                match (first.trim().parse(), last.trim().parse()) {
                    (Ok(first), Ok(last)) => ranges.push((first, last)),
                    _ if text == "*" => ranges.push((0, 65_535)),
                    _ => return None,
                }
            }
        }
        let only_ping = self.text("allow.protocol").is_some_and(|protocol| protocol == "icmp");
        let mut opened = Opened::of(ranges);
        opened.is_ping = only_ping && opened.ranges.is_empty();
        Some(opened)
    }
}

/// The ports that a rule opens.
struct Opened {
    /// None where all of them are open.
    ranges: Vec<(i64, i64)>,
    is_ping: bool,
    words: String,
}

impl Opened {
    fn of(ranges: Vec<(i64, i64)>) -> Self {
        let range = |(first, last): &(i64, i64)| {
            if first == last { first.to_string() } else { format!("{first}-{last}") }
        };
        let all = ranges.is_empty() || ranges.contains(&(0, 65_535));
        let words: Vec<String> = ranges.iter().map(range).collect();
        let words = match words.as_slice() {
            _ if all => "all ports".to_owned(),
            [one] if !one.contains('-') => format!("port {one}"),
            several => format!("ports {}", several.join(", ")),
        };
        Self { ranges, is_ping: false, words }
    }

    fn is_web(&self) -> bool {
        !self.ranges.is_empty()
            && self.ranges.iter().all(|(first, last)| first == last && WEB.contains(first))
    }
}

/// The sources that a value is known to have: of a list whose elements are not all known, those that are.
fn sources<'a>(estate: &Estate<'a>, resource: &Resource<'a>, site: &Site<'a>) -> (Vec<String>, Vec<Step>) {
    let outcome = estate.read(resource, site);
    match &outcome.value {
        Ok(Known::Array(elements)) => (elements.iter().filter_map(as_text).collect(), outcome.steps),
        Ok(value) => (as_text(value).into_iter().collect(), outcome.steps),
        Err(_) => (literals(site), Vec::new()),
    }
}

fn literals(site: &Site<'_>) -> Vec<String> {
    let value = match site.what {
        SiteKind::Attribute(attribute) => &attribute.value,
        SiteKind::Part(value, _) => value,
        SiteKind::Block(_) | SiteKind::Perhaps => return Vec::new(),
    };
    let elements = value.as_list().unwrap_or_default().iter();
    elements.filter_map(|element| element.value.as_str().map(str::to_owned)).collect()
}
