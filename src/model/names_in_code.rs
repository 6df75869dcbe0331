//! The names of tests and policies in code that is not Terraform: what a document can call them by.
//!
//! Files are read line by line, not parsed: a name more than there is does no harm, it is only not missed.

use std::path::Path;

use crate::text::Span;

/// What a name in code is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NamedKind {
    /// A test function of Go: `TestRedisFailover`.
    Test,
    /// A part of a test that has a name of its own: `t.Run("failover", …)`, `It("fails over", …)`.
    SubTest,
    /// A rule of a policy: `deny_public_redis`.
    Rule,
    /// What else policies are called by: packages, titles, names in messages.
    Label,
    /// A run of a Terraform test: `run "failover"`.
    Run,
}

/// A name in code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// What it is the name of.
    pub kind: NamedKind,
    /// The name.
    pub name: Box<str>,
    /// Where it stands.
    pub span: Span,
}

/// What code with names is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// Tests in Go.
    Go,
    /// Policies in Rego.
    Rego,
    /// Tests of Terraform's own.
    TerraformTest,
}

impl Code {
    /// What a file is written in, by its name; nothing for one in which no names are looked for.
    pub fn of(path: &Path) -> Option<Self> {
        let name = path.file_name().and_then(|name| name.to_str())?;
        let any = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
        if any(&["_test.go"]) {
            Some(Self::Go)
        } else if any(&[".rego"]) {
            Some(Self::Rego)
        } else if any(&[".tftest.hcl", ".tofutest.hcl"]) {
            Some(Self::TerraformTest)
        } else {
            None
        }
    }

    /// The names in a file.
    pub fn names(self, text: &str) -> Vec<Named> {
        let mut found = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            match self {
                Self::Go => go(line, start, &mut found),
                Self::Rego => rego(line, start, &mut found),
                Self::TerraformTest => run(line, start, &mut found),
            }
            start += line.len();
        }
        found
    }
}

/// Whether Go tests are about Terraform: whether they use terratest.
pub fn is_terratest(text: &str) -> bool {
    text.contains("gruntwork-io/terratest")
}

/// Whether a name has the form of those that conftest looks for: `deny_x`, `warn_x`, `violation_x`.
pub fn is_policy_name(name: &str) -> bool {
    let plain = |rest: &str| rest.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    ["deny_", "warn_", "violation_"].iter().any(|start| {
        name.strip_prefix(start).is_some_and(|rest| !rest.is_empty() && !rest.ends_with('_') && plain(rest))
    })
}

/// Whether a name has the form of a test function of Go: `TestRedisFailover`, not `Testing`.
pub fn is_test_name(name: &str) -> bool {
    let rest = name.strip_prefix("Test").unwrap_or_default();
    rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '_')
        && rest.len() > 1
        && rest.chars().all(is_part)
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn push(found: &mut Vec<Named>, kind: NamedKind, line: &str, start: usize, at: usize, len: usize) {
    if let Some(name) = line.get(at..at + len).filter(|name| !name.is_empty()) {
        let span = Span::new(start + at, start + at + len);
        found.push(Named { kind, name: name.into(), span });
    }
}

fn word_len(text: &str) -> usize {
    text.chars().take_while(|c| is_part(*c)).map(char::len_utf8).sum()
}

fn go(line: &str, start: usize, found: &mut Vec<Named>) {
    if line.trim_start().starts_with("//") {
        return;
    }
    if let Some(rest) = line.strip_prefix("func ") {
        // A test may be a method of a suite.
        let receiver = if rest.starts_with('(') { rest.find(')').map_or(0, |end| end + 1) } else { 0 };
        let rest = rest.get(receiver..).unwrap_or_default();
        let at = line.len() - rest.trim_start().len();
        let len = word_len(rest.trim_start());
        if is_test_name(rest.trim_start().get(..len).unwrap_or_default()) {
            push(found, NamedKind::Test, line, start, at, len);
        }
        return;
    }
    for call in ["Run(", "Describe(", "DescribeTable(", "Context(", "When(", "It(", "Entry("] {
        for (at, _) in line.match_indices(call) {
            let open = at + call.len();
            let quoted = line.get(open..).and_then(|rest| rest.strip_prefix('"'));
            if let Some(len) = quoted.and_then(|quoted| quoted.find('"')) {
                push(found, NamedKind::SubTest, line, start, open + 1, len);
            }
        }
    }
}

fn rego(line: &str, start: usize, found: &mut Vec<Named>) {
    let head_len = word_len(line);
    match line.get(..head_len).unwrap_or_default() {
        "package" => {
            let name = line.get(head_len..).unwrap_or_default().trim();
            let at = line.find(name).unwrap_or(head_len);
            push(found, NamedKind::Label, line, start, at, name.len());
            return;
        }
        "default" => {
            let rest = line.get(head_len..).unwrap_or_default().trim_start();
            push(found, NamedKind::Rule, line, start, line.len() - rest.len(), word_len(rest));
            return;
        }
        "import" | "else" => return,
        "" => {}
        _ => push(found, NamedKind::Rule, line, start, 0, head_len),
    }
    if let Some(comment) = line.trim_start().strip_prefix('#')
        && let Some(title) = comment.trim_start().strip_prefix("title:")
    {
        let title = title.trim();
        push(found, NamedKind::Label, line, start, line.find(title).unwrap_or_default(), title.len());
        return;
    }
    let mut at = head_len;
    while let Some(rest) = line.get(at..).filter(|rest| !rest.is_empty()) {
        let len = word_len(rest);
        if is_policy_name(rest.get(..len).unwrap_or_default()) {
            push(found, NamedKind::Label, line, start, at, len);
        }
        at += if len > 0 { len } else { rest.chars().next().map_or(1, char::len_utf8) };
    }
}

fn run(line: &str, start: usize, found: &mut Vec<Named>) {
    let trimmed = line.trim_start();
    let Some(rest) = trimmed.strip_prefix("run").map(str::trim_start) else { return };
    if let Some(quoted) = rest.strip_prefix('"')
        && let Some(len) = quoted.find('"')
    {
        push(found, NamedKind::Run, line, start, line.len() - quoted.len(), len);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(code: Code, text: &str) -> Vec<String> {
        let found = code.names(text);
        assert!(found.iter().all(|named| named.span.of(text) == &*named.name));
        found.iter().map(|named| format!("{:?} {}", named.kind, named.name)).collect()
    }

    #[test]
    fn tests_of_go_are_found() {
        let text = "package test\n\nfunc TestRedisFailover(t *testing.T) {\n\tt.Run(\"with replica\", func(t *testing.T) {})\n}\n\
                    func (s *RedisSuite) TestScale() {}\n// func TestGone(t *testing.T) {}\nfunc helper() {}\n\
                    func Testing() {}\nvar _ = Describe(\"redis\", func() { It(\"answers\", func() {}) })\n";
        assert_eq!(
            names(Code::Go, text),
            [
                "Test TestRedisFailover",
                "SubTest with replica",
                "Test TestScale",
                "SubTest redis",
                "SubTest answers"
            ]
        );
    }

    #[test]
    fn policies_are_found() {
        let text = "package main.redis\n\n# METADATA\n# title: No public Redis\ndeny_public_redis contains msg if {\n  msg := \"x\"\n}\n\
                    deny[msg] {\n  input.x\n}\nviolation_tags := [1] if { true }\ndefault warn_old = false\nimport rego.v1\n\
                    deny contains {\"msg\": \"deny_open_port\"}\n";
        assert_eq!(
            names(Code::Rego, text),
            [
                "Label main.redis",
                "Label No public Redis",
                "Rule deny_public_redis",
                "Rule deny",
                "Rule violation_tags",
                "Rule warn_old",
                "Rule deny",
                "Label deny_open_port"
            ]
        );
    }

    #[test]
    fn runs_are_found() {
        let text = "variables {\n  x = 1\n}\nrun \"fails_over\" {\n  command = apply\n}\n";
        assert_eq!(names(Code::TerraformTest, text), ["Run fails_over"]);
        let of = |name: &str| Code::of(Path::new(name));
        assert_eq!(of("test/redis_test.go"), Some(Code::Go));
        assert_eq!(of("policy/deny.rego"), Some(Code::Rego));
        assert_eq!(of("tests/x.tftest.hcl"), Some(Code::TerraformTest));
        assert_eq!(of("main.go"), None);
    }

    #[test]
    fn forms_of_names() {
        assert!(is_test_name("TestRedisFailover") && is_test_name("Test_redis"));
        for other in ["Testing", "Tests", "Test", "TestX", "test_redis", "Test-Redis"] {
            assert!(!is_test_name(other), "{other}");
        }
        assert!(is_policy_name("deny_public_redis") && is_policy_name("warn_x1"));
        for other in ["deny", "deny_", "denied_x", "deny-x"] {
            assert!(!is_policy_name(other), "{other}");
        }
    }
}
