//! What names stand for in one module, as one call makes it.

use super::estate::{Estate, Existence, Scope};
use super::expression::{Evaluation, Key, Outcome, Unknown};
use super::limits::Budget;
use super::names::{Names, is_root};
use crate::model::terraform::{Declared, Kind, Value};

/// The names in one scope, within one resource.
pub(super) struct InScope<'e, 'a> {
    pub estate: &'e Estate<'a>,
    pub scope: usize,
    /// The resource, for `each.value`.
    pub within: Option<&'e Declared<'a>>,
}

impl Names for InScope<'_, '_> {
    fn budget(&self) -> &Budget {
        &self.estate.budget
    }

    fn named(&self, name: &[Key], depth: usize) -> Outcome {
        self.estate.memory.asked();
        let Some((Key::Name(root), rest)) = name.split_first() else { return unknown(name) };
        match (root.as_str(), rest.split_first()) {
            ("var", Some((Key::Name(input), path))) => self.input(input, path, depth),
            ("local", Some((Key::Name(local), path))) => self.local(local, path, depth),
            ("module", Some((Key::Name(call), path))) => self.output(call, path, depth),
            ("each", Some((Key::Name(part), path))) if part == "value" => self.each(path, depth),
            ("each" | "count", _) => Outcome::because("differs from instance to instance"),
            ("terraform", _) => Outcome::because("depends on the workspace"),
            ("data" | "path", _) => is_set(name),
            (_, Some((Key::Name(_), [_, ..]))) if is_root(root) => self.attribute(name, depth),
            _ => unknown(name),
        }
    }
}

impl InScope<'_, '_> {
    fn scope(&self) -> Option<&Scope<'_>> {
        self.estate.scopes.get(self.scope)
    }

    fn input(&self, input: &str, path: &[Key], depth: usize) -> Outcome {
        let Some(scope) = self.scope() else { return Outcome::because("depends on nothing known") };
        if let Some((outer, call)) = &scope.call {
            if let Some(argument) = call.attribute(input) {
                let span = argument.attribute.span();
                let what = format!("`{input}` in the call of `{}`", scope.prefix.trim_end_matches('.'));
                let step = self.estate.step(argument.path, span, what);
                let value = self.estate.outcome_under(*outer, argument.path, argument.attribute, path, depth);
                return value.through(step);
            }
        } else if let Some(given) = self.given(scope, input, path, depth) {
            return given;
        }
        let variable = scope.module.named(Kind::Variable, input);
        let default = variable.and_then(|variable| variable.attribute("default"));
        let Some(default) = default else {
            return Outcome::because(format!("depends on `var.{input}`, which has no default"));
        };
        let step =
            self.estate.step(default.path, default.attribute.span(), format!("the default of `var.{input}`"));
        self.estate.outcome_under(self.scope, default.path, default.attribute, path, depth).through(step)
    }

    /// The value that files give to an input of a module that nothing calls.
    fn given(&self, scope: &Scope<'_>, input: &str, path: &[Key], depth: usize) -> Option<Outcome> {
        let (mut automatic, mut on_request) = (None, Vec::new());
        for given in scope.module.given(input) {
            let file = given.place.path;
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let what = format!("the value given to `var.{input}`");
            let step = self.estate.step(file, given.place.attribute.span(), what);
            let place = given.place;
            let value = self.estate.outcome_under(self.scope, place.path, place.attribute, path, depth);
            let value = value.through(step);
            if given.automatic {
                automatic = Some((name, value));
            } else {
                on_request.push((name, value));
            }
        }
        let environment = self.estate.environment.as_deref();
        let meant = on_request.iter().position(|(name, _)| {
            environment.is_some_and(|environment| name.split('.').next() == Some(environment))
        });
        if let Some(meant) = meant {
            return Some(on_request.swap_remove(meant).1);
        }
        // Which of the others somebody names on the command line is not known, and whether they name any.
        let mut all = automatic.into_iter().chain(on_request);
        let (first, value) = all.next()?;
        match all.find(|(_, other)| other.value != value.value) {
            Some((name, _)) => {
                Some(Outcome::because(format!("`var.{input}` is not the same in {first} and {name}")))
            }
            None => Some(value),
        }
    }

    fn local(&self, local: &str, path: &[Key], depth: usize) -> Outcome {
        let found = self.scope().and_then(|scope| scope.module.local(local));
        let Some(found) = found else {
            return Outcome::because(format!("depends on `local.{local}`, which is not there"));
        };
        let step = self.estate.step(found.path, found.attribute.span(), format!("`local.{local}`"));
        self.estate.outcome_under(self.scope, found.path, found.attribute, path, depth).through(step)
    }

    /// What a module that is called here puts out.
    fn output(&self, call: &str, path: &[Key], depth: usize) -> Outcome {
        let Some((Key::Name(output), path)) = path.split_first() else {
            return Outcome::because(format!("depends on `module.{call}`"));
        };
        let inner = self.estate.scopes.iter().position(|scope| {
            scope
                .call
                .as_ref()
                .is_some_and(|(outer, own)| *outer == self.scope && own.block.label(0) == Some(call))
                && scope.existence == Existence::One
        });
        let declared = inner.and_then(|inner| {
            let module = self.estate.scopes.get(inner)?.module;
            let output = module.named(Kind::Output, output)?;
            Some((inner, output.attribute("value")?))
        });
        match declared {
            Some((inner, value)) => {
                self.estate.outcome_under(inner, value.path, value.attribute, path, depth)
            }
            None => Outcome {
                value: Err(Unknown {
                    reason: format!("depends on `module.{call}.{output}`").into(),
                    is_set: false,
                }),
                steps: Vec::new(),
            },
        }
    }

    /// What `each.value` is, where it is the same for all instances.
    fn each(&self, path: &[Key], depth: usize) -> Outcome {
        let each = self.within.and_then(|within| within.attribute("for_each"));
        let Some(each) = each else { return Outcome::because("differs from instance to instance") };
        if let Value::Object(entries) = &each.attribute.value {
            let text = self.estate.text(self.scope, each.path);
            let names = InScope { estate: self.estate, scope: self.scope, within: None };
            let evaluation = Evaluation { names: &names, depth };
            let values = entries.iter();
            return same(values.map(|entry| evaluation.value(&entry.value, text, entry.value_span, path)));
        }
        match self.estate.outcome_under(self.scope, each.path, each.attribute, &[], depth).value {
            Ok(hcl::Value::Object(entries)) => {
                let values = entries.values();
                same(values.map(|value| Outcome::known(under(value, path).unwrap_or(hcl::Value::Null))))
            }
            _ => Outcome::because("differs from instance to instance"),
        }
    }

    /// What an attribute of another resource is, where it is written out there.
    fn attribute(&self, name: &[Key], depth: usize) -> Outcome {
        let [Key::Name(kind), Key::Name(label), rest @ ..] = name else { return unknown(name) };
        let rest = if let [Key::Index(_), rest @ ..] = rest { rest } else { rest };
        let [Key::Name(attribute), path @ ..] = rest else { return unknown(name) };
        let address = format!("{kind}.{label}");
        let resource = self.scope().and_then(|scope| scope.module.named(Kind::Resource, &address));
        let found = resource.and_then(|resource| resource.attribute(attribute));
        match found {
            Some(found) => self.estate.outcome_under(self.scope, found.path, found.attribute, path, depth),
            None => is_set(name),
        }
    }
}

/// The value that several have in common.
fn same(mut values: impl Iterator<Item = Outcome>) -> Outcome {
    let Some(first) = values.next() else { return Outcome::because("there are no instances") };
    if first.value.is_ok() && values.all(|other| other.value == first.value) {
        return first;
    }
    Outcome::because("differs from instance to instance")
}

fn under(value: &hcl::Value, path: &[Key]) -> Option<hcl::Value> {
    path.iter()
        .try_fold(value, |value, key| match key {
            Key::Name(name) => value.as_object()?.get(name),
            Key::Index(at) => value.as_array()?.get(*at),
        })
        .cloned()
}

fn spelled(name: &[Key]) -> String {
    let parts = name.iter().enumerate().map(|(at, key)| match key {
        Key::Name(name) if at == 0 => name.clone(),
        Key::Name(name) => format!(".{name}"),
        Key::Index(index) => format!("[{index}]"),
    });
    parts.collect()
}

fn unknown(name: &[Key]) -> Outcome {
    Outcome::because(format!("depends on `{}`", spelled(name)))
}

/// A reference to something that is there and whose value only the provider knows.
fn is_set(name: &[Key]) -> Outcome {
    let reason = format!("depends on `{}`, which is known after apply", spelled(name)).into();
    Outcome { value: Err(Unknown { reason, is_set: true }), steps: Vec::new() }
}
