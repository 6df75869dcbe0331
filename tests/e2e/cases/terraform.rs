//! Terraform that is hard to read or to work out.

use super::{Case, Size, many};

/// What stands beside each of them and makes it worth working out.
pub const DOCUMENT: &str = "---\nterraform: .\n---\n\n# Orders: infrastructure requirements\n\n## SLA\n\n- **SLA:** 99.95 %\n\n\
    ## Backup / Restore\n\n- **RPO:** 1 min\n- **Retention:** 14 days\n\n## Security\n\n- **Ports:** 443\n";

/// A file that goes on like this; a database gets what is worked out from the local value `x`.
fn file(name: &'static str, text: impl AsRef<str>) -> Case {
    let database = "resource \"aws_db_instance\" \"orders\" {\n  count = local.x\n  multi_az = local.x\n  \
        backup_retention_period = local.x\n  engine = \"${local.x}\"\n}\n\n";
    Case::new(name, "main.tf", database.to_owned() + text.as_ref())
}

/// A file in which the local value `x` is this.
fn local(name: &'static str, value: impl AsRef<str>) -> Case {
    file(name, format!("locals {{\n  x = {}\n}}\n", value.as_ref()))
}

/// Local values `v1` to `v<count>`, each made of the one before it, and `x` of the last.
fn chain(name: &'static str, count: usize, first: &str, next: impl Fn(String) -> String) -> Case {
    let links = many(count, |at| format!("  v{} = {}\n", at + 1, next(format!("local.v{at}"))));
    file(name, format!("locals {{\n  v0 = {first}\n{links}  x = local.v{count}\n}}\n"))
}

/// All of them.
pub fn cases(size: Size) -> Vec<Case> {
    [nested(size), unclosed(size), circles(size), growing(size), numerous(size), json(size)]
        .into_iter()
        .flatten()
        .collect()
}

fn nested(size: Size) -> Vec<Case> {
    let n = |many| size.of(many);
    let pairs = |open: &str, close: &str, times| open.repeat(times) + "1" + &close.repeat(times);
    vec![
        local("brackets in brackets", pairs("[", "]", n(100_000))),
        local("objects in objects", pairs("{ a = ", " }", n(50_000))),
        local("calls in calls", pairs("max(", ")", n(50_000))),
        local("templates in templates", pairs("\"${", "}\"", n(50_000))),
        local("conditions in conditions", "true ? false : ".repeat(n(50_000)) + "1"),
        local("signs", "!-".repeat(n(50_000)) + "1"),
        local("a long sum", "1 + ".repeat(n(100_000)) + "1"),
        local("a short sum of many", "1+".repeat(4_000) + "1"),
        local("a long path", "var".to_owned() + &".a[0].*.b[*]".repeat(n(50_000))),
        file("blocks in blocks", pairs("dynamic \"a\" {\n", "\n}", n(20_000))),
    ]
}

fn unclosed(size: Size) -> Vec<Case> {
    let lines = "  a = \"b ${c} %{ if d } [ { ( \n".repeat(size.of(20_000));
    let odd =
        many(size.of(20_000), |at| format!("variable \"ü{at}\" {{\0 default = \"\u{2028}\u{feff}\" }}\r"));
    let mut binary = file("bytes that are no text", "\u{fffd}\u{1}");
    binary.bytes = Some((0..=255).cycle().take(size.of(1_000_000)).collect());
    vec![
        file("a heredoc without end", format!("locals {{\n  x = <<-EOT\n{lines}")),
        file("a string without end", format!("locals {{\n  x = \"{lines}")),
        file("a comment without end", format!("/* {lines}")),
        file("blocks without end", "resource \"a\" \"b\" {\n".repeat(size.of(50_000))),
        file(
            "directives without end",
            format!("locals {{\n  x = \"{}\n}}\n", "%{ for a in b }".repeat(size.of(50_000))),
        ),
        file("a line of 1 MB", format!("# {}\n", "word ".repeat(size.of(200_000)))),
        Case::new("odd letters and line breaks", "main.tf", format!("\u{feff}{odd}")),
        binary,
    ]
}

fn circles(size: Size) -> Vec<Case> {
    let call = |name: String, source: &str| {
        format!("module \"{name}\" {{\n  source = \"{source}\"\n  x = var.x\n}}\n")
    };
    let calls = |count: usize, source: &str| many(count, |at| call(format!("m{at}"), source));
    let input = "variable \"x\" {}\n";
    let own = "resource \"aws_db_instance\" \"own\" {\n  backup_retention_period = var.x\n}\n";
    let below = (0..8).map(|depth| {
        let folder = format!("{}main.tf", "a/".repeat(depth + 1));
        (folder, format!("{input}{own}{}", calls(10, "./a")))
    });
    let cycle = "locals {\n  x = local.y\n  y = module.m0.x\n}\nvariable \"x\" {\n  default = 1\n}\noutput \"x\" {\n  value = local.x\n}\n";
    vec![
        local("a local value that is itself", "local.x"),
        local("a local value that is itself many times", "[local.x, local.x, local.x, local.x]"),
        file(
            "local values in a circle",
            "locals {\n  x = \"${local.y}${local.y}\"\n  y = local.z + local.z\n  z = max(local.x, local.x)\n}\n",
        ),
        file("a module that is itself", format!("{cycle}{}", calls(3, "./."))),
        file("modules in a circle", format!("{cycle}{}", calls(10, "./b"))).with([(
            "b/main.tf".to_owned(),
            format!("{input}{own}{}output \"x\" {{\n  value = module.m1.x\n}}\n", calls(10, "../")),
        )]),
        file("modules that call modules, ten times each", format!("{cycle}{}", calls(10, "./a"))).with(below),
        file("5,000 calls of a module", format!("{cycle}{}", calls(size.of(5_000), "./b")))
            .with([("b/main.tf".to_owned(), format!("{input}{own}"))]),
        file(
            "5,000 modules",
            format!("{cycle}{}", many(size.of(5_000), |at| call(format!("m{at}"), &format!("./gone-{at}")))),
        ),
    ]
}

fn growing(size: Size) -> Vec<Case> {
    let monsters = [
        ("range", "range(1000000000)"),
        ("a set of a range", "toset([for a in range(1000000000) : a])"),
        (
            "loops in loops",
            "[for a in range(100000) : [for b in range(100000) : [for c in range(100000) : a * b * c]]]",
        ),
        (
            "loops over what is written",
            "length([for a in split(\",\", \"1,2,3,4,5,6,7,8,9\") : [for b in split(\",\", \"1,2,3,4,5,6,7,8,9\") : b]])",
        ),
        ("a product of sets", "length(setproduct(range(10000), range(10000), range(10000)))"),
        ("powers", "pow(10, pow(10, 10)) + 1e308 * 1e308 - 1 / 0 + 1 % 0"),
        ("a wide format", "format(\"%999999999d%1000000000s%.999999999f\", 1, \"a\", 1)"),
        ("a number of many digits", "9999999999999999999999999999999999999999999999 * 1e99999999"),
        ("a pattern", "regexall(\"(a+)+$\", \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\")"),
        ("indentation", "indent(1000000000, join(\"\\n\", range(1000000)))"),
        ("an element far away", "element([1, 2], 99999999999999999999) + [1, 2][99999999999999999999]"),
    ];
    let mut cases: Vec<Case> = monsters.map(|(name, value)| local(name, value)).into();
    cases.extend([
        chain("text that doubles", 60, "\"ab\"", |last| format!("\"${{{last}}}${{{last}}}\"")),
        chain("text that doubles 25 times", 25, "\"ab\"", |last| format!("\"${{{last}}}${{{last}}}\"")),
        chain("lists that double", 60, "[1, 2]", |last| format!("concat({last}, {last})")),
        chain("lists that double 25 times", 25, "[1, 2]", |last| format!("[{last}, {last}]")),
        chain("numbers that double 30 times", 30, "1", |last| format!("{last} + {last}")),
        chain("objects that double 25 times", 25, "{ a = 1 }", |last| {
            format!("{{ a = {last}, b = {last} }}")
        }),
        chain("text that is replaced", 25, "\"aa\"", |last| format!("replace({last}, \"a\", \"aaaa\")")),
        chain("text that is joined", 25, "\"aa\"", |last| format!("join({last}, split(\"\", {last}))")),
        chain("text that is encoded", 31, "\"\\\"\"", |last| format!("jsonencode([{last}, {last}])")),
        chain("conditions that double", 31, "var.gone", |last| format!("{last} ? {last} : {last}")),
        chain("local values in a row", size.of(10_000), "1", |last| last),
    ]);
    cases
}

fn numerous(size: Size) -> Vec<Case> {
    let n = |many| size.of(many);
    let resource = |at: usize| {
        format!(
            "resource \"aws_db_instance\" \"orders_{at}\" {{\n  multi_az = true\n  backup_retention_period = var.v{}\n  tags = {{ Name = \"orders\" }}\n}}\n\n",
            at % 100
        )
    };
    let rule = |at: usize| {
        format!(
            "  ingress {{\n    from_port = {at}\n    to_port = 1e{at}\n    cidr_blocks = [\"0.0.0.0/0\"]\n  }}\n"
        )
    };
    let values = (0..n(500)).map(|at| (format!("env/e{at}.tfvars"), format!("x = {at}\n")));
    vec![
        file("10 MB of resources", many(n(70_000), resource)),
        file("50,000 inputs", many(n(50_000), |at| format!("variable \"v{at}\" {{}}\n"))),
        local("50,000 entries", format!("{{\n{}}}", many(n(50_000), |at| format!("    k{at} = {at}\n")))),
        file(
            "50,000 attributes",
            format!("resource \"a\" \"b\" {{\n{}}}\n", many(n(50_000), |at| format!("  a{at} = {at}\n"))),
        ),
        file(
            "10,000 rules of a group",
            format!("resource \"aws_security_group\" \"open\" {{\n{}}}\n", many(n(10_000), rule)),
        ),
        file("500 environments", "variable \"x\" {}\nlocals {\n  x = var.x\n}\n").with(values),
    ]
}

fn json(size: Size) -> Vec<Case> {
    let case = |name: &'static str, text: String| Case::new(name, "main.tf.json", text);
    let database =
        |at: usize| format!("\"orders_{at}\": {{\"backup_retention_period\": \"${{local.x}}\"}}, ");
    let databases = many(size.of(50_000), database);
    vec![
        case("JSON in JSON", format!("{{\"locals\": {{\"x\": {}", "[{\"a\":".repeat(size.of(50_000)))),
        case(
            "JSON that is broken",
            "{\"resource\": {\"aws_db_instance\": {\"orders\": [,,{}}]: \"\\uD800\\".repeat(size.of(10_000)),
        ),
        case(
            "JSON of 50,000 resources",
            format!("{{\"resource\": {{\"aws_db_instance\": {{{databases}\"last\": {{}}}}}}}}"),
        ),
    ]
}
