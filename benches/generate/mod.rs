//! Texts of a wanted size, made of what real documents are made of.

use std::fmt::Write;

use tiebeam::schema::{Template, template::BUILT_IN};

/// A requirements document of about `lines` lines: the template's sections with their examples, then sections of
/// the same kind for one component after the other, each with links to a file and to a heading.
pub fn document(lines: usize) -> String {
    let template = Template::parse(BUILT_IN).expect("the built-in template is well formed");
    let mut text = String::from(
        "# Session cache: infrastructure requirements\n\n| | |\n|---|---|\n| Date | 2026-03-14 |\n| Description | Session cache |\n| Diagram | ![cache](diagram.drawio.svg) |\n| Product requirements | login |\n| Stakeholders | @sre-oncall |\n",
    );
    for section in &template.sections {
        let level = if section.parent.is_some() { "###" } else { "##" };
        let _ = write!(text, "\n{level} {}\n\n{}\n", section.heading, section.example.trim_end());
    }
    let mut component = 0;
    let mut count = text.lines().count();
    while count < lines {
        component += 1;
        let before = text.len();
        let _ = write!(
            text,
            "\n## Component {component}\n\nServes the flows of [the cache](diagram.drawio.svg), see [the level](#sla).\n"
        );
        for section in
            template.sections.iter().filter(|section| section.parent.is_none()).skip(component % 5).step_by(5)
        {
            let _ = write!(text, "\n### {}\n\n{}\n", section.heading, section.example.trim_end());
        }
        count += text[before..].lines().count();
    }
    let end = text.lines().take(lines).map(|line| line.len() + 1).sum::<usize>().min(text.len());
    text.truncate(end);
    text
}

/// A text of `lines` lines that is one block: a nested list that nothing can split.
pub fn one_block(lines: usize) -> String {
    let mut text = String::from("# Session cache: infrastructure requirements\n\n- all of it\n");
    for line in 3..lines {
        let _ = writeln!(text, "  - item {line} holds **something** for [us](diagram.drawio.svg)");
    }
    text
}

/// A Terraform file of about `lines` lines.
pub fn terraform(lines: usize) -> String {
    let mut text = String::new();
    let mut number = 0;
    while text.lines().count() < lines {
        for _ in 0..(lines / 20).clamp(1, 50) {
            number += 1;
            let _ = write!(
                text,
                "resource \"aws_db_instance\" \"orders_{number}\" {{\n  identifier              = \"orders-{number}\"\n  engine                  = \"postgres\"\n  instance_class          = var.instance_class\n  multi_az                = true\n  backup_retention_period = {number}\n  backup_window           = \"02:00-03:00\"\n  maintenance_window      = \"sun:03:30-sun:04:30\"\n  storage_encrypted       = true\n\n  # Kept for the audit.\n  tags = {{\n    Name = \"orders-${{var.environment}}-{number}\"\n    Team = local.team\n  }}\n\n  lifecycle {{\n    prevent_destroy = true\n  }}\n}}\n\n"
            );
        }
    }
    text
}
