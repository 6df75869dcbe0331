//! Whether what the server says is what the protocol allows.
//!
//! `lsp-metamodel.json` is a reduced copy of the meta model of LSP 3.17
//! (<https://github.com/microsoft/language-server-protocol>, code under MIT, text under CC-BY 4.0): what a server may
//! send, without words, with what structures inherit written out, and without what 3.18 adds. A member with `?` may be
//! absent. `registrations` are the options of what a client is asked to tell of, and the capability that allows it.

use std::sync::LazyLock;

use serde_json::{Map, Value, json};

static MODEL: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("lsp-metamodel.json")).unwrap());

/// What is wrong with a message of the server; `asked` is the method of the request that it answers.
pub fn faults(message: &Value, asked: Option<&str>) -> Vec<String> {
    let mut faults = envelope(message);
    match (message["method"].as_str(), message.get("id")) {
        (Some(method), Some(_)) => faults.extend(call(message, "requests", method)),
        (Some(method), None) => faults.extend(call(message, "notifications", method)),
        (None, _) => faults.extend(answer(message, asked)),
    }
    in_words(message, "", &mut faults);
    faults
}

/// What a client must have declared before it is sent this request, or asked to tell of this.
pub fn capability(of: &str, method: &str) -> Option<&'static str> {
    MODEL[of][method]["capability"].as_str()
}

fn envelope(message: &Value) -> Vec<String> {
    let Some(members) = message.as_object() else { return vec!["no object".to_owned()] };
    let called = members.contains_key("method");
    let known: &[&str] =
        if called { &["jsonrpc", "id", "method", "params"] } else { &["jsonrpc", "id", "result", "error"] };
    let mut faults: Vec<String> = members
        .keys()
        .filter(|name| !known.contains(&name.as_str()))
        .map(|name| format!("{name} is unheard of"))
        .collect();
    if message["jsonrpc"] != "2.0" {
        faults.push(format!("jsonrpc is {}", message["jsonrpc"]));
    }
    if called && !message["method"].is_string() {
        faults.push(format!("method is {}", message["method"]));
    }
    // What cannot be read has no number, so that the answer to it has none.
    let numbered = match message.get("id") {
        None => called,
        Some(Value::Null) => !called && message.get("error").is_some(),
        Some(id) => id.is_i64() || id.is_string(),
    };
    if !numbered {
        faults.push(format!("id is {:?}", message.get("id")));
    }
    faults
}

/// A request or a notification of the server.
fn call(message: &Value, section: &str, method: &str) -> Vec<String> {
    let Some(known) = MODEL[section].get(method) else {
        return vec![format!("{method} is none of the {section} of a server")];
    };
    let mut faults = match (known.get("params"), message.get("params")) {
        (Some(kind), Some(found)) => check(found, kind, "params"),
        (Some(_), None) => vec![format!("{method} has no params")],
        (None, Some(found)) => vec![format!("{method} has params: {found}")],
        (None, None) => Vec::new(),
    };
    if method == "client/registerCapability" {
        for registration in message["params"]["registrations"].as_array().into_iter().flatten() {
            let asked = registration["method"].as_str().unwrap_or_default();
            match MODEL["registrations"].get(asked) {
                Some(known) => {
                    faults.extend(check(&registration["registerOptions"], &known["options"], asked));
                }
                None => faults.push(format!("{asked} cannot be registered")),
            }
        }
    }
    faults
}

fn answer(message: &Value, asked: Option<&str>) -> Vec<String> {
    match (message.get("result"), message.get("error")) {
        (Some(result), None) => match asked {
            // What the protocol does not know may be answered with anything.
            Some(asked) => {
                MODEL["answers"].get(asked).map_or_else(Vec::new, |kind| check(result, kind, "result"))
            }
            None => vec!["nobody asked".to_owned()],
        },
        (None, Some(error)) => {
            let kind = json!({"literal": {"code": "integer", "message": "string", "data?": "LSPAny"}});
            let unread = asked.is_none() && ![-32700, -32600].contains(&error["code"].as_i64().unwrap_or(0));
            let mut faults = check(error, &kind, "error");
            faults.extend(unread.then(|| format!("nobody asked: {error}")));
            faults
        }
        _ => vec!["one of result and error is there".to_owned()],
    }
}

/// What is wrong with a value that should be of a kind.
fn check(value: &Value, kind: &Value, place: &str) -> Vec<String> {
    if let Some(name) = kind.as_str() {
        return named(value, name, place);
    }
    let (form, of) = kind.as_object().unwrap().iter().next().unwrap();
    let wrong = || vec![format!("{place} is no {form}: {value}")];
    let kinds = || of.as_array().unwrap().iter();
    match form.as_str() {
        "array" => value.as_array().map_or_else(wrong, |elements| each(elements, |_| of, place)),
        "tuple" => match value.as_array() {
            Some(elements) if elements.len() == kinds().len() => each(elements, |index| &of[index], place),
            _ => wrong(),
        },
        "map" => value.as_object().map_or_else(wrong, |entries| {
            let entry = |(key, value): (&String, &Value)| {
                let place = format!("{place}/{key}");
                [check(&json!(key), &of[0], &place), check(value, &of[1], &place)].concat()
            };
            entries.iter().flat_map(entry).collect()
        }),
        // The nearest of the kinds tells most.
        "or" => kinds().map(|kind| check(value, kind, place)).min_by_key(Vec::len).unwrap(),
        "and" => structure(value, &kinds().flat_map(|kind| members(kind).clone()).collect(), place),
        "literal" => structure(value, of.as_object().unwrap(), place),
        "word" => {
            if value == of {
                Vec::new()
            } else {
                wrong()
            }
        }
        _ => panic!("the meta model has a form that is unheard of: {kind}"),
    }
}

fn each<'k>(elements: &[Value], kind: impl Fn(usize) -> &'k Value, place: &str) -> Vec<String> {
    let check = |(index, value)| check(value, kind(index), &format!("{place}/{index}"));
    elements.iter().enumerate().flat_map(check).collect()
}

fn members(kind: &Value) -> &Map<String, Value> {
    MODEL["structures"][kind.as_str().unwrap()].as_object().unwrap()
}

fn named(value: &Value, name: &str, place: &str) -> Vec<String> {
    if let Some(members) = MODEL["structures"].get(name) {
        return structure(value, members.as_object().unwrap(), place);
    }
    if let Some(kind) = MODEL["aliases"].get(name) {
        return check(value, kind, place);
    }
    if let Some(known) = MODEL["enumerations"].get(name) {
        let faults = check(value, &known["type"], place);
        let known = known.get("open").is_some() || known["values"].as_array().unwrap().contains(value);
        return if known { faults } else { vec![format!("{place} is no {name}: {value}")] };
    }
    let within = |least: i64| value.as_i64().is_some_and(|it| (least..=i64::from(i32::MAX)).contains(&it));
    let right = match name {
        "LSPAny" => true,
        "LSPObject" => value.is_object(),
        "LSPArray" => value.is_array(),
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" | "RegExp" => value.is_string(),
        "URI" | "DocumentUri" => value.as_str().is_some_and(is_address),
        "decimal" => value.is_number(),
        "integer" => within(i64::from(i32::MIN)),
        "uinteger" => within(0),
        _ => panic!("the meta model has a type that is unheard of: {name}"),
    };
    if right { Vec::new() } else { vec![format!("{place} is no {name}: {value}")] }
}

/// Whether a text begins with a scheme and holds nothing that would have to be encoded.
fn is_address(text: &str) -> bool {
    let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
    let letters = scheme.bytes().all(|it| it.is_ascii_alphanumeric() || b"+-.".contains(&it));
    scheme.starts_with(|it: char| it.is_ascii_alphabetic())
        && letters
        && text.bytes().all(|it| it.is_ascii_graphic() && !b"<>\"\\^`{|}".contains(&it))
}

fn structure(value: &Value, members: &Map<String, Value>, place: &str) -> Vec<String> {
    let Some(found) = value.as_object() else { return vec![format!("{place} is no object: {value}")] };
    let mut faults = Vec::new();
    for (name, kind) in members {
        let bare = name.trim_end_matches('?');
        match found.get(bare) {
            Some(value) => faults.extend(check(value, kind, &format!("{place}/{bare}"))),
            None if name == bare => faults.push(format!("{place} lacks {bare}")),
            None => {}
        }
    }
    let known = |name: &String| members.contains_key(name) || members.contains_key(&format!("{name}?"));
    let unknown = found.keys().filter(|name| !known(name));
    faults.extend(unknown.map(|name| format!("{place}/{name} is unheard of")));
    faults
}

/// What the specification says in words only: the order of places, names that can be seen, edits that are apart.
fn in_words(value: &Value, place: &str, faults: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(name, member)| (name.clone(), member)).collect(),
        Value::Array(elements) => {
            elements.iter().enumerate().map(|(index, element)| (index.to_string(), element)).collect()
        }
        _ => return,
    };
    let mut expect = |right: bool, what: &str| {
        if !right {
            faults.push(format!("{place} {what}: {value}"));
        }
    };
    if let Some((start, end)) = ends(value) {
        expect(start <= end, "ends before it begins");
    }
    if let (Some(whole), Some(name)) = (ends(&value["range"]), ends(&value["selectionRange"])) {
        expect(whole.0 <= name.0 && name.1 <= whole.1, "has its name outside of it");
        expect(value["name"].as_str().is_some_and(|name| !name.trim().is_empty()), "has no name");
    }
    if let (Some(start), Some(end)) = (value["startLine"].as_u64(), value["endLine"].as_u64()) {
        expect(start <= end, "ends before it begins");
    }
    if value[0].get("newText").is_some() {
        let mut places: Vec<_> =
            value.as_array().unwrap().iter().filter_map(|edit| ends(&edit["range"])).collect();
        places.sort_unstable();
        expect(places.windows(2).all(|pair| pair[0].1 <= pair[1].0), "has edits that overlap");
    }
    for (name, child) in children {
        in_words(child, &format!("{place}/{name}"), faults);
    }
}

type Place = (u64, u64);

/// The two ends of a range.
fn ends(range: &Value) -> Option<(Place, Place)> {
    let place = |at: &Value| Some((at["line"].as_u64()?, at["character"].as_u64()?));
    Some((place(&range["start"])?, place(&range["end"])?))
}
