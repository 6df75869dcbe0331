//! Blocks and attributes.

use super::Value;
use crate::text::Span;

/// What a block at the top of a file declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A resource that this module manages.
    Resource,
    /// A data source, which is only read.
    Data,
    /// A call of another module.
    Module,
    /// An input.
    Variable,
    /// An output.
    Output,
    /// Named expressions.
    Locals,
    /// The configuration of a provider.
    Provider,
    /// Settings of Terraform itself.
    Terraform,
    /// Anything else, such as `moved`, `import` or `check`.
    Other,
}

/// A block.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// The keyword: `resource`, `ingress`.
    pub keyword: String,
    /// The labels after it.
    pub labels: Vec<Label>,
    /// From its keyword to its closing brace.
    pub span: Span,
    /// Its keyword and labels.
    pub header: Span,
    /// Its attributes in order.
    pub attributes: Vec<Attribute>,
    /// The blocks in it, in order.
    /// One that is generated is there as `dynamic` with its label, and holds a block `content`.
    pub blocks: Vec<Block>,
}

/// A label of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Its text without quotes.
    pub text: String,
    /// Where it stands, quotes included.
    pub span: Span,
}

/// An attribute.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// Where its name stands.
    pub name_span: Span,
    /// Its value.
    pub value: Value,
    /// Where its value stands; empty where it is still to be written.
    pub value_span: Span,
}

/// Something that a resource runs when it is made or destroyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Provisioner<'a> {
    /// `local-exec`, `remote-exec`, `file` or an old one.
    pub kind: &'a str,
    /// From its keyword to its closing brace.
    pub span: Span,
}

impl Attribute {
    /// Its name and its value.
    pub fn span(&self) -> Span {
        Span::new(self.name_span.start, self.value_span.end)
    }
}

impl Block {
    /// What it declares, if it stands at the top of a file.
    pub fn kind(&self) -> Kind {
        match self.keyword.as_str() {
            "resource" => Kind::Resource,
            "data" => Kind::Data,
            "module" => Kind::Module,
            "variable" => Kind::Variable,
            "output" => Kind::Output,
            "locals" => Kind::Locals,
            "provider" => Kind::Provider,
            "terraform" => Kind::Terraform,
            _ => Kind::Other,
        }
    }

    /// The text of a label.
    pub fn label(&self, index: usize) -> Option<&str> {
        self.labels.get(index).map(|label| label.text.as_str())
    }

    /// The type of a resource or data source: `aws_db_instance`.
    pub fn resource_type(&self) -> Option<&str> {
        if matches!(self.kind(), Kind::Resource | Kind::Data) { self.label(0) } else { None }
    }

    /// The last label, by which it is told from others of its kind.
    pub fn name(&self) -> Option<&str> {
        self.labels.last().map(|label| label.text.as_str())
    }

    /// The address by which other expressions and documents speak of it: `aws_db_instance.orders`,
    /// `data.aws_ami.base`, `module.network`, `var.region`, `output.url`.
    /// Nothing for blocks without one, or with a label missing.
    pub fn address(&self) -> Option<String> {
        match self.kind() {
            Kind::Resource => Some(format!("{}.{}", self.label(0)?, self.label(1)?)),
            Kind::Data => Some(format!("data.{}.{}", self.label(0)?, self.label(1)?)),
            Kind::Module => Some(format!("module.{}", self.label(0)?)),
            Kind::Variable => Some(format!("var.{}", self.label(0)?)),
            Kind::Output => Some(format!("output.{}", self.label(0)?)),
            Kind::Provider => Some(format!("provider.{}", self.label(0)?)),
            Kind::Locals | Kind::Terraform | Kind::Other => None,
        }
    }

    /// The blocks in it that are written out under this keyword.
    pub fn blocks<'a, 'k>(&'a self, keyword: &'k str) -> impl Iterator<Item = &'a Self> + use<'a, 'k> {
        self.blocks.iter().filter(move |block| block.keyword == keyword)
    }

    /// The blocks `dynamic` in it that generate blocks of this keyword.
    pub fn dynamic<'a>(&'a self, keyword: &'a str) -> impl Iterator<Item = &'a Self> {
        self.blocks("dynamic").filter(move |block| block.label(0) == Some(keyword))
    }

    /// The attributes under a path through the blocks in it, such as `backup_policy.status`.
    /// There are several where a block stands in it several times; generated blocks are not looked into.
    pub fn attributes(&self, path: &str) -> Vec<&Attribute> {
        match path.split_once('.') {
            None => self.attributes.iter().filter(|attribute| attribute.name == path).collect(),
            Some((keyword, rest)) => self
                .blocks
                .iter()
                .filter(|block| block.keyword == keyword)
                .flat_map(|block| block.attributes(rest))
                .collect(),
        }
    }

    /// The first attribute under a path.
    pub fn attribute(&self, path: &str) -> Option<&Attribute> {
        match path.split_once('.') {
            None => self.attributes.iter().find(|attribute| attribute.name == path),
            Some((keyword, rest)) => self.blocks(keyword).find_map(|block| block.attribute(rest)),
        }
    }

    /// What it runs when it is made or destroyed.
    pub fn provisioners(&self) -> impl Iterator<Item = Provisioner<'_>> {
        self.blocks("provisioner")
            .filter_map(|block| Some(Provisioner { kind: block.label(0)?, span: block.span }))
    }
}
