//! Terraform's functions, those that stand around values that evidence is made of.
//!
//! What is not here makes a value unknown, never wrong.

use hcl::Value;
use hcl::eval::{Context, FuncArgs, FuncDef, ParamType};

use super::limits::is_too_long;

type Result = std::result::Result<Value, String>;

type Function = fn(FuncArgs) -> Result;

/// Declares all of them.
pub fn declare(context: &mut Context<'_>) {
    let functions: [(&str, Function); 30] = [
        ("abs", |args| numbers(args, |numbers| numbers.first().map(|number| number.abs()))),
        ("ceil", |args| numbers(args, |numbers| numbers.first().map(|number| number.ceil()))),
        ("floor", |args| numbers(args, |numbers| numbers.first().map(|number| number.floor()))),
        ("max", |args| numbers(args, |numbers| numbers.iter().copied().reduce(f64::max))),
        ("min", |args| numbers(args, |numbers| numbers.iter().copied().reduce(f64::min))),
        ("sum", |args| numbers(spread(args), |numbers| Some(numbers.iter().sum()))),
        ("tonumber", |args| numbers(args, |numbers| numbers.first().copied())),
        ("tostring", |args| text(args, str::to_owned)),
        ("lower", |args| text(args, str::to_lowercase)),
        ("upper", |args| text(args, str::to_uppercase)),
        ("trimspace", |args| text(args, |text| text.trim().to_owned())),
        ("title", |args| text(args, title)),
        ("tobool", tobool),
        ("nonsensitive", first),
        ("sensitive", first),
        ("tolist", first),
        ("tomap", first),
        ("toset", toset),
        ("distinct", toset),
        ("compact", compact),
        ("length", length),
        ("concat", concat),
        ("flatten", flatten),
        ("merge", merge),
        ("lookup", lookup),
        ("element", element),
        ("contains", contains),
        ("join", join),
        ("split", split),
        ("jsonencode", jsonencode),
    ];
    for (name, function) in functions {
        declare_one(context, name, function);
    }
    declare_one(context, "keys", keys);
    declare_one(context, "values", values);
    declare_one(context, "replace", replace);
    declare_one(context, "format", format);
    declare_one(context, "one", one);
}

fn declare_one(context: &mut Context<'_>, name: &str, function: Function) {
    if let Ok(name) = hcl::Identifier::new(name) {
        context.declare_func(name, FuncDef::builder().variadic_param(ParamType::Any).build(function));
    }
}

/// A value where text is asked for.
pub fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A value where a number is asked for.
pub fn as_number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok().filter(|number: &f64| number.is_finite()),
        _ => None,
    }
}

fn too_long() -> String {
    "its text would be too long".to_owned()
}

fn refused() -> String {
    "its arguments are of another kind".to_owned()
}

fn numbers(args: impl IntoValues, make: fn(&[f64]) -> Option<f64>) -> Result {
    let numbers: Option<Vec<f64>> = args.into_values_of().iter().map(as_number).collect();
    numbers.and_then(|numbers| make(&numbers)).map(super::expression::number_of).ok_or_else(refused)
}

/// What has arguments.
trait IntoValues {
    fn into_values_of(self) -> Vec<Value>;
}

impl IntoValues for FuncArgs {
    fn into_values_of(self) -> Vec<Value> {
        self.into_values()
    }
}

impl IntoValues for Vec<Value> {
    fn into_values_of(self) -> Vec<Value> {
        self
    }
}

/// The elements of the lists that were given.
fn spread(args: FuncArgs) -> Vec<Value> {
    let lists = args.into_values().into_iter();
    lists.flat_map(|value| if let Value::Array(elements) = value { elements } else { vec![value] }).collect()
}

fn text(args: FuncArgs, make: fn(&str) -> String) -> Result {
    let text = args.into_values().first().and_then(as_text);
    text.map(|text| Value::from(make(&text))).ok_or_else(refused)
}

fn title(text: &str) -> String {
    let mut before = ' ';
    let letters = text.chars().map(|letter| {
        let first = before == ' ';
        before = letter;
        if first { letter.to_uppercase().next().unwrap_or(letter) } else { letter }
    });
    letters.collect()
}

fn first(args: FuncArgs) -> Result {
    args.into_values().into_iter().next().ok_or_else(refused)
}

fn tobool(args: FuncArgs) -> Result {
    match first(args)? {
        Value::Bool(truth) => Ok(Value::Bool(truth)),
        Value::String(text) => text.parse().map(Value::Bool).map_err(|_| refused()),
        _ => Err(refused()),
    }
}

fn array(value: Option<Value>) -> std::result::Result<Vec<Value>, String> {
    if let Some(Value::Array(elements)) = value { Ok(elements) } else { Err(refused()) }
}

fn toset(args: FuncArgs) -> Result {
    let mut seen: Vec<Value> = Vec::new();
    for value in array(args.into_values().into_iter().next())? {
        if !seen.contains(&value) {
            seen.push(value);
        }
    }
    Ok(Value::Array(seen))
}

fn compact(args: FuncArgs) -> Result {
    let mut elements = array(args.into_values().into_iter().next())?;
    elements.retain(|value| !matches!(value, Value::Null) && value.as_str() != Some(""));
    Ok(Value::Array(elements))
}

fn length(args: FuncArgs) -> Result {
    let length = match first(args)? {
        Value::Array(elements) => elements.len(),
        Value::Object(entries) => entries.len(),
        Value::String(text) => text.chars().count(),
        _ => return Err(refused()),
    };
    Ok(Value::from(length))
}

fn concat(args: FuncArgs) -> Result {
    let mut all = Vec::new();
    for value in args.into_values() {
        all.extend(array(Some(value))?);
    }
    Ok(Value::Array(all))
}

fn flatten(args: FuncArgs) -> Result {
    fn into(value: Value, all: &mut Vec<Value>) {
        match value {
            Value::Array(elements) => elements.into_iter().for_each(|value| into(value, all)),
            value => all.push(value),
        }
    }
    let mut all = Vec::new();
    into(first(args)?, &mut all);
    Ok(Value::Array(all))
}

fn merge(args: FuncArgs) -> Result {
    let mut merged = hcl::Map::new();
    for value in args.into_values() {
        match value {
            Value::Object(entries) => merged.extend(entries),
            Value::Null => {}
            _ => return Err(refused()),
        }
    }
    Ok(Value::Object(merged))
}

fn lookup(args: FuncArgs) -> Result {
    let mut args = args.into_values().into_iter();
    let (Some(Value::Object(entries)), Some(Value::String(key))) = (args.next(), args.next()) else {
        return Err(refused());
    };
    entries.get(&key).cloned().or_else(|| args.next()).ok_or_else(refused)
}

fn element(args: FuncArgs) -> Result {
    let mut args = args.into_values().into_iter();
    let elements = array(args.next())?;
    let at = args.next().and_then(|at| at.as_u64()).and_then(|at| usize::try_from(at).ok());
    let at = at.and_then(|at| at.checked_rem(elements.len()));
    at.and_then(|at| elements.get(at).cloned()).ok_or_else(refused)
}

fn contains(args: FuncArgs) -> Result {
    let mut args = args.into_values().into_iter();
    let elements = array(args.next())?;
    let sought = args.next().ok_or_else(refused)?;
    Ok(Value::Bool(elements.contains(&sought)))
}

fn join(args: FuncArgs) -> Result {
    let mut args = args.into_values().into_iter();
    let between = args.next().as_ref().and_then(as_text).ok_or_else(refused)?;
    let texts: Option<Vec<String>> = array(args.next())?.iter().map(as_text).collect();
    if texts.as_ref().is_some_and(|texts| is_too_long(texts.len(), &between)) {
        return Err(too_long());
    }
    texts.map(|texts| Value::from(texts.join(&between))).ok_or_else(refused)
}

fn split(args: FuncArgs) -> Result {
    let mut args = args.into_values().into_iter();
    match (args.next(), args.next()) {
        (Some(Value::String(between)), Some(Value::String(text))) if !between.is_empty() => {
            Ok(text.split(&between).map(Value::from).collect())
        }
        _ => Err(refused()),
    }
}

fn jsonencode(args: FuncArgs) -> Result {
    let text = serde_json::to_string(&first(args)?).map_err(|error| error.to_string())?;
    // Each time it is encoded, there are twice as many backslashes.
    if is_too_long(1, &text) { Err(too_long()) } else { Ok(Value::from(text)) }
}

fn keys(args: FuncArgs) -> Result {
    match first(args)? {
        Value::Object(entries) => Ok(entries.keys().map(|key| Value::from(key.as_str())).collect()),
        _ => Err(refused()),
    }
}

fn values(args: FuncArgs) -> Result {
    match first(args)? {
        Value::Object(entries) => Ok(entries.into_iter().map(|(_, value)| value).collect()),
        _ => Err(refused()),
    }
}

/// With plain text alone; a pattern between slashes is left unknown.
fn replace(args: FuncArgs) -> Result {
    let texts: Option<Vec<String>> = args.into_values().iter().map(as_text).collect();
    match texts.as_deref() {
        Some([text, sought, with]) if !sought.starts_with('/') => {
            if is_too_long(text.matches(sought.as_str()).count(), with) {
                return Err(too_long());
            }
            Ok(Value::from(text.replace(sought, with)))
        }
        _ => Err(refused()),
    }
}

/// With `%s`, `%d` and `%v` alone.
fn format(args: FuncArgs) -> Result {
    let texts: Option<Vec<String>> = args.into_values().iter().map(as_text).collect();
    let texts = texts.ok_or_else(refused)?;
    let (template, values) = texts.split_first().ok_or_else(refused)?;
    let mut values = values.iter();
    let mut parts = template.split('%');
    let mut made = parts.next().unwrap_or_default().to_owned();
    while let Some(part) = parts.next() {
        if let Some(rest) = part.strip_prefix(['s', 'd', 'v']) {
            made.push_str(values.next().ok_or_else(refused)?);
            made.push_str(rest);
        } else if part.is_empty() {
            made.push('%');
            made.push_str(parts.next().unwrap_or_default());
        } else {
            return Err(refused());
        }
    }
    Ok(Value::from(made))
}

fn one(args: FuncArgs) -> Result {
    let mut elements = array(args.into_values().into_iter().next())?;
    match (elements.pop(), elements.is_empty()) {
        (Some(value), true) => Ok(value),
        (None, _) => Ok(Value::Null),
        _ => Err(refused()),
    }
}
