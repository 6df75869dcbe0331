//! What values come to: literals, and expressions as far as the files tell what stands in them.
//!
//! The library parses and evaluates; this module gives it what the names in an expression stand for, and nothing more
//! than the path that is asked for: `local.db.retention` is known where `local.db.password` is not.

use std::sync::Arc;

use hcl::Value as Known;
use hcl::eval::{Context, Evaluate};
use hcl::expr::{Expression, ForExpr, FuncCall, Operation, Traversal, TraversalOperator};
use hcl::template::{Element, Template};

use super::functions;
use super::limits::{is_deep, stays_finite, weight, work};
use super::names::{Names, Step};
use crate::model::terraform::Value;
use crate::text::Span;

/// A longer expression is not worked out.
const LONGEST: usize = 16 * 1024;

/// Names that lead to each other for longer lead in a circle.
const LONGEST_CHAIN: usize = 32;

/// What a value comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The value, or why it is not known.
    pub value: Result<Known, Unknown>,
    /// The places it came through, the last first asked for.
    pub steps: Vec<Step>,
}

/// Why a value is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// In words: "depends on `var.x`, which has no default".
    pub reason: Arc<str>,
    /// Whether it is certainly something, not `null`: a reference to an attribute that is known after apply.
    pub is_set: bool,
}

impl Unknown {
    /// Not known, for this reason.
    pub fn because(reason: impl Into<Arc<str>>) -> Self {
        Self { reason: reason.into(), is_set: false }
    }
}

impl Outcome {
    /// A value that is written out.
    pub fn known(value: Known) -> Self {
        Self { value: Ok(value), steps: Vec::new() }
    }

    /// Not known, for this reason.
    pub fn because(reason: impl Into<Arc<str>>) -> Self {
        Self { value: Err(Unknown::because(reason)), steps: Vec::new() }
    }

    /// The same, come by through one more place.
    #[must_use]
    pub fn through(mut self, step: Step) -> Self {
        self.steps.insert(0, step);
        self
    }
}

/// One step of a path into a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// A key of an object, or the name of an attribute.
    Name(String),
    /// A place in a list.
    Index(usize),
}

/// Works out values in one module.
pub(super) struct Evaluation<'n> {
    /// What the names there stand for.
    pub names: &'n dyn Names,
    /// How many names were followed to get here.
    pub depth: usize,
}

impl Evaluation<'_> {
    /// What stands under a path in a value; `text` is that of its file, `span` the place of the value.
    pub fn value(&self, value: &Value, text: &str, span: Span, path: &[Key]) -> Outcome {
        if self.depth > LONGEST_CHAIN {
            return Outcome::because("its names lead in a circle");
        }
        match (value, path.split_first()) {
            (Value::Expression, _) => self.text(span.of(text), path),
            (Value::Object(entries), Some((key, rest))) => {
                let name = written(key);
                let entry = entries.iter().rev().find(|entry| entry.key.as_deref() == Some(&name));
                match entry {
                    Some(entry) => self.value(&entry.value, text, entry.value_span, rest),
                    None => missing(),
                }
            }
            (Value::List(elements), Some((Key::Index(at), rest))) => match elements.get(*at) {
                Some(element) => self.value(&element.value, text, element.span, rest),
                None => missing(),
            },
            (Value::Object(entries), None) => {
                let mut object = hcl::Map::new();
                let mut steps = Vec::new();
                for entry in entries {
                    let Some(key) = &entry.key else { return Outcome::because("a key of it is computed") };
                    let inner = self.value(&entry.value, text, entry.value_span, &[]);
                    steps.extend(inner.steps);
                    match inner.value {
                        Ok(value) => object.insert(key.clone(), value),
                        Err(unknown) => return Outcome { value: Err(unknown), steps },
                    };
                }
                Outcome { value: Ok(Known::Object(object)), steps }
            }
            (Value::List(elements), None) => {
                let inner =
                    elements.iter().map(|element| self.value(&element.value, text, element.span, &[]));
                list(inner)
            }
            (Value::String(text), None) => Outcome::known(Known::from(text.as_str())),
            (Value::Number(number), None) => Outcome::known(number_of(*number)),
            (Value::Bool(truth), None) => Outcome::known(Known::from(*truth)),
            (Value::Null, None) => Outcome::known(Known::Null),
            (_, Some(_)) => missing(),
        }
    }

    fn text(&self, text: &str, path: &[Key]) -> Outcome {
        if text.len() > LONGEST || is_deep(text) {
            return Outcome::because("it is too long to be worked out");
        }
        match text.parse::<Expression>() {
            Ok(expression) => self.expression(&expression, path),
            Err(_) => Outcome::because("it is not finished"),
        }
    }

    /// What stands under a path in an expression.
    pub fn expression(&self, expression: &Expression, path: &[Key]) -> Outcome {
        match expression {
            Expression::Parenthesis(inner) => self.expression(inner, path),
            Expression::Variable(name) => self.named(&[Key::Name(name.to_string())], path),
            Expression::Traversal(traversal) => self.traversal(traversal, path),
            Expression::Conditional(conditional) => {
                let condition = self.expression(&conditional.cond_expr, &[]);
                let mut chosen = match condition.value.as_ref().map(truth) {
                    Ok(Some(true)) => self.expression(&conditional.true_expr, path),
                    Ok(Some(false)) => self.expression(&conditional.false_expr, path),
                    Ok(None) => Outcome::because("its condition is neither true nor false"),
                    Err(unknown) => self.either(conditional, path, unknown),
                };
                chosen.steps.splice(0..0, condition.steps);
                chosen
            }
            Expression::Object(object) if !path.is_empty() => {
                let Some((key, rest)) = path.split_first() else { return missing() };
                let name = written(key);
                let mut entries = object.iter().rev();
                match entries.find(|(key, _)| key_name(key).as_deref() == Some(&name)) {
                    Some((_, value)) => self.expression(value, rest),
                    None => missing(),
                }
            }
            Expression::Array(elements) => match path.split_first() {
                Some((Key::Index(at), rest)) => match elements.get(*at) {
                    Some(element) => self.expression(element, rest),
                    None => missing(),
                },
                Some(_) => missing(),
                None => list(elements.iter().map(|element| self.expression(element, &[]))),
            },
            Expression::TemplateExpr(template) => self.template(template),
            Expression::FuncCall(call) => self.call(call, path),
            other => self.evaluated(other, path),
        }
    }

    /// What a conditional comes to whose condition is not known: what both of its branches come to.
    fn either(&self, conditional: &hcl::expr::Conditional, path: &[Key], unknown: &Unknown) -> Outcome {
        let one = self.expression(&conditional.true_expr, path);
        let other = self.expression(&conditional.false_expr, path);
        if one.value.is_ok() && one.value == other.value {
            return one;
        }
        Outcome { value: Err(Unknown { is_set: false, ..unknown.clone() }), steps: Vec::new() }
    }

    fn traversal(&self, traversal: &Traversal, path: &[Key]) -> Outcome {
        let mut keys = Vec::new();
        for operator in &traversal.operators {
            let key = match operator {
                TraversalOperator::GetAttr(name) => Some(Key::Name(name.to_string())),
                TraversalOperator::LegacyIndex(at) => usize::try_from(*at).ok().map(Key::Index),
                TraversalOperator::Index(index) => match self.expression(index, &[]).value {
                    Ok(Known::String(name)) => Some(Key::Name(name)),
                    Ok(other) => {
                        let at = other.as_u64().and_then(|at| usize::try_from(at).ok());
                        let Some(at) = at else { return Outcome::because("its index is no place in a list") };
                        Some(Key::Index(at))
                    }
                    Err(unknown) => return Outcome { value: Err(unknown), steps: Vec::new() },
                },
                TraversalOperator::AttrSplat | TraversalOperator::FullSplat => None,
            };
            match key {
                Some(key) => keys.push(key),
                None => return self.evaluated(&Expression::Traversal(Box::new(traversal.clone())), path),
            }
        }
        match &traversal.expr {
            Expression::Variable(name) => {
                let name = std::iter::once(Key::Name(name.to_string())).chain(keys).collect::<Vec<_>>();
                self.named(&name, path)
            }
            inner => {
                keys.extend_from_slice(path);
                self.expression(inner, &keys)
            }
        }
    }

    /// What a name stands for: `var.x.y` with the path behind it.
    fn named(&self, name: &[Key], path: &[Key]) -> Outcome {
        let budget = self.names.budget();
        if let Err(unknown) = budget.follow() {
            return Outcome { value: Err(unknown), steps: Vec::new() };
        }
        let whole: Vec<Key> = name.iter().chain(path).cloned().collect();
        let mut outcome = self.names.named(&whole, self.depth + 1);
        if let Ok(value) = &outcome.value
            && let Err(unknown) = budget.spend(weight(value))
        {
            outcome.value = Err(unknown);
        }
        outcome
    }

    fn template(&self, template: &hcl::expr::TemplateExpr) -> Outcome {
        let Ok(template) = Template::from_expr(template) else {
            return Outcome::because("its template is not finished");
        };
        let mut text = String::new();
        let mut steps = Vec::new();
        let alone = template.elements().len() == 1;
        for element in template.elements() {
            match element {
                Element::Literal(literal) => text.push_str(literal),
                Element::Interpolation(interpolation) => {
                    let inner = self.expression(&interpolation.expr, &[]);
                    // `"${x}"` is x itself, whatever it is.
                    if alone {
                        return inner;
                    }
                    steps.extend(inner.steps);
                    match inner.value {
                        Ok(value) => match functions::as_text(&value) {
                            Some(value) => text.push_str(&value),
                            None => return Outcome::because("its template holds more than text"),
                        },
                        Err(unknown) => return Outcome { value: Err(unknown), steps },
                    }
                }
                Element::Directive(_) => return Outcome::because("its template has directives"),
            }
        }
        Outcome { value: Ok(Known::String(text)), steps }
    }

    fn call(&self, call: &FuncCall, path: &[Key]) -> Outcome {
        match call.name.name.as_str() {
            // The first that works out; one that is not known may work out.
            "try" => {
                for argument in &call.args {
                    let tried = self.expression(argument, path);
                    match &tried.value {
                        Err(unknown) if &*unknown.reason == MISSING => {}
                        _ => return tried,
                    }
                }
                Outcome::because("nothing in `try` works out")
            }
            "coalesce" => {
                for argument in &call.args {
                    let value = self.expression(argument, path);
                    let nothing = |value: &Known| matches!(value, Known::Null) || value.as_str() == Some("");
                    if !value.value.as_ref().is_ok_and(nothing) {
                        return value;
                    }
                }
                Outcome::because("everything in `coalesce` is null")
            }
            _ => self.evaluated(&Expression::FuncCall(Box::new(call.clone())), path),
        }
    }

    /// What the library makes of an expression once its names are replaced by what they stand for.
    fn evaluated(&self, expression: &Expression, path: &[Key]) -> Outcome {
        let mut steps = Vec::new();
        let mut expression = expression.clone();
        if let Err(unknown) = self.replace(&mut expression, &mut steps) {
            return Outcome { value: Err(unknown), steps };
        }
        if let Err(unknown) = self.names.budget().spend(work(&expression)) {
            return Outcome { value: Err(unknown), steps };
        }
        let mut context = Context::new();
        functions::declare(&mut context);
        let value = match expression.evaluate(&context) {
            Ok(value) => value,
            Err(error) => {
                return Outcome { value: Err(Unknown::because(error.kind().to_string())), steps };
            }
        };
        let mut inner = &value;
        for key in path {
            let next = match (key, inner) {
                (Key::Name(name), Known::Object(object)) => object.get(name),
                (Key::Index(at), Known::Array(array)) => array.get(*at),
                _ => None,
            };
            match next {
                Some(next) => inner = next,
                None => return Outcome { steps, ..missing() },
            }
        }
        Outcome { value: Ok(inner.clone()), steps }
    }

    /// Replaces the names in an expression.
    fn replace(&self, expression: &mut Expression, steps: &mut Vec<Step>) -> Result<(), Unknown> {
        match expression {
            Expression::Array(elements) => elements.iter_mut().try_for_each(|it| self.replace(it, steps)),
            Expression::Object(object) => {
                object.iter_mut().try_for_each(|(_, value)| self.replace(value, steps))
            }
            Expression::Parenthesis(inner) => self.replace(inner, steps),
            Expression::FuncCall(call) if matches!(call.name.name.as_str(), "try" | "coalesce") => {
                self.put(expression, steps)
            }
            Expression::FuncCall(call) => call.args.iter_mut().try_for_each(|it| self.replace(it, steps)),
            Expression::Operation(operation) => match operation.as_mut() {
                Operation::Unary(unary) => self.replace(&mut unary.expr, steps),
                Operation::Binary(binary) => {
                    self.replace(&mut binary.lhs_expr, steps)?;
                    self.replace(&mut binary.rhs_expr, steps)?;
                    stays_finite(binary)
                }
            },
            Expression::ForExpr(each) => self.replace_for(each, steps),
            Expression::Traversal(traversal) if has_splat(traversal) => {
                self.replace(&mut traversal.expr, steps)
            }
            Expression::Traversal(traversal) if is_local(traversal) => Ok(()),
            Expression::Traversal(_) | Expression::Conditional(_) | Expression::TemplateExpr(_) => {
                self.put(expression, steps)
            }
            _ => Ok(()),
        }
    }

    /// In the body of a `for` its own names stay; everything else is replaced.
    fn replace_for(&self, each: &mut ForExpr, steps: &mut Vec<Step>) -> Result<(), Unknown> {
        self.replace(&mut each.collection_expr, steps)?;
        each.key_expr.iter_mut().try_for_each(|key| self.replace(key, steps))?;
        self.replace(&mut each.value_expr, steps)?;
        each.cond_expr.iter_mut().try_for_each(|condition| self.replace(condition, steps))
    }

    fn put(&self, expression: &mut Expression, steps: &mut Vec<Step>) -> Result<(), Unknown> {
        let outcome = self.expression(expression, &[]);
        steps.extend(outcome.steps);
        *expression = Expression::from(outcome.value?);
        Ok(())
    }
}

/// Why a key that is not there makes a value unknown; `try` goes on to the next.
const MISSING: &str = "the key is not there";

fn missing() -> Outcome {
    Outcome::because(MISSING)
}

fn list(inner: impl Iterator<Item = Outcome>) -> Outcome {
    let mut values = Vec::new();
    let mut steps = Vec::new();
    for outcome in inner {
        steps.extend(outcome.steps);
        match outcome.value {
            Ok(value) => values.push(value),
            Err(unknown) => return Outcome { value: Err(unknown), steps },
        }
    }
    Outcome { value: Ok(Known::Array(values)), steps }
}

fn written(key: &Key) -> String {
    match key {
        Key::Name(name) => name.clone(),
        Key::Index(at) => at.to_string(),
    }
}

fn key_name(key: &hcl::expr::ObjectKey) -> Option<String> {
    match key {
        hcl::expr::ObjectKey::Identifier(name) => Some(name.to_string()),
        hcl::expr::ObjectKey::Expression(Expression::String(name)) => Some(name.clone()),
        _ => None,
    }
}

fn truth(value: &Known) -> Option<bool> {
    value.as_bool().or_else(|| value.as_str().and_then(|text| text.parse().ok()))
}

/// A number, whole where it is whole: `3`, not `3.0`.
pub fn number_of(number: f64) -> Known {
    #[expect(clippy::cast_possible_truncation, reason = "what is whole and this small is exact")]
    if number.fract() == 0.0 && number.abs() < 9e15 {
        return Known::from(number as i64);
    }
    if number.is_finite() { Known::from(number) } else { Known::Null }
}

fn has_splat(traversal: &Traversal) -> bool {
    let splat = |operator: &TraversalOperator| {
        matches!(operator, TraversalOperator::AttrSplat | TraversalOperator::FullSplat)
    };
    traversal.operators.iter().any(splat)
}

/// Whether a traversal begins with a name of a `for` around it: none of Terraform's own, and no type of resource.
fn is_local(traversal: &Traversal) -> bool {
    let Expression::Variable(name) = &traversal.expr else { return false };
    !super::names::is_root(name.as_str())
}
