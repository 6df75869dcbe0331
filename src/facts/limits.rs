//! What the library that evaluates expressions is spared: it calls itself for each bracket, panics where a number is
//! none, and does not mind how much there is to do.

use std::cell::Cell;

use hcl::Value;
use hcl::eval::{Context, Evaluate};
use hcl::expr::{BinaryOp, BinaryOperator, Expression, ForExpr, ObjectKey, Operation};

use super::expression::Unknown;
use super::functions;
use crate::syntax::hcl::{Scanner, Token};
use crate::text::Span;

/// An expression that is nested deeper is not worked out.
const DEEPEST: usize = 48;

/// An expression with more operators is not worked out.
const MOST_SIGNS: usize = 4 * DEEPEST;

/// So much is done for one value, in steps as large as a node of an expression: names may lead to each other so that
/// there is twice as much to do with each of them.
const MOST_WORK: usize = 200_000;

/// What it takes to follow a name, in such steps.
const NAME: usize = 100;

/// A text of more bytes than this is not made from shorter ones.
const LONGEST_TEXT: usize = 64 * 1024;

/// What may still be done for the value that is being worked out.
pub(super) struct Budget(Cell<usize>);

impl Default for Budget {
    fn default() -> Self {
        Self(Cell::new(MOST_WORK))
    }
}

impl Budget {
    /// Begins with another value.
    pub fn renew(&self) {
        self.0.set(MOST_WORK);
    }

    /// Takes what something costs.
    pub fn spend(&self, work: usize) -> Result<(), Unknown> {
        let left = self.0.get().checked_sub(work);
        self.0.set(left.unwrap_or_default());
        left.map(drop).ok_or_else(|| Unknown::because("it takes too long to be worked out"))
    }

    /// Takes what it costs to follow a name.
    pub fn follow(&self) -> Result<(), Unknown> {
        self.spend(NAME)
    }
}

/// Whether a text that is made of parts this often would be too long.
pub(super) fn is_too_long(times: usize, part: &str) -> bool {
    times.saturating_mul(part.len()) > LONGEST_TEXT
}

/// How much a value is, in nodes.
pub(super) fn weight(value: &Value) -> usize {
    match value {
        Value::String(text) => 1 + text.len() / 16,
        Value::Array(elements) => 1 + elements.iter().map(weight).sum::<usize>(),
        Value::Object(entries) => 1 + entries.values().map(weight).sum::<usize>(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 1,
    }
}

/// At most how much there is to do to work out an expression without names.
pub(super) fn work(expression: &Expression) -> usize {
    let all = |inner: &mut dyn Iterator<Item = &Expression>| {
        inner.fold(1_usize, |sum, inner| sum.saturating_add(work(inner)))
    };
    match expression {
        Expression::String(text) => 1 + text.len() / 16,
        Expression::Array(elements) => all(&mut elements.iter()),
        Expression::Object(entries) => {
            let keys = entries.keys().filter_map(|key| match key {
                ObjectKey::Expression(key) => Some(key),
                _ => None,
            });
            all(&mut keys.chain(entries.values()))
        }
        Expression::Parenthesis(inner) => work(inner),
        Expression::FuncCall(call) => all(&mut call.args.iter()),
        Expression::Traversal(traversal) => work(&traversal.expr).saturating_add(traversal.operators.len()),
        Expression::Conditional(it) => all(&mut [&it.cond_expr, &it.true_expr, &it.false_expr].into_iter()),
        Expression::Operation(operation) => match operation.as_ref() {
            Operation::Unary(unary) => all(&mut std::iter::once(&unary.expr)),
            Operation::Binary(binary) => all(&mut [&binary.lhs_expr, &binary.rhs_expr].into_iter()),
        },
        Expression::ForExpr(each) => work_of_for(each),
        _ => 1,
    }
}

/// The body is worked out for each element; a collection that is computed has no more elements than it has nodes.
fn work_of_for(each: &ForExpr) -> usize {
    let collection = work(&each.collection_expr);
    let body = each.key_expr.iter().chain([&each.value_expr]).chain(&each.cond_expr);
    let body = body.fold(1_usize, |sum, inner| sum.saturating_add(work(inner)));
    let rounds = match &each.collection_expr {
        Expression::Array(elements) => elements.len(),
        Expression::Object(entries) => entries.len(),
        // It may be made of what an outer loop goes through.
        _ => collection.max(16),
    };
    collection.saturating_add(rounds.saturating_mul(body))
}

/// Works out both sides of an operation, and refuses one whose result is no number: the library does not expect it.
pub(super) fn stays_finite(binary: &mut BinaryOp) -> Result<(), Unknown> {
    let mut context = Context::new();
    functions::declare(&mut context);
    for side in [&mut binary.lhs_expr, &mut binary.rhs_expr] {
        if let Ok(value) = side.evaluate(&context) {
            *side = Expression::from(value);
        }
    }
    let number = |side: &Expression| match side {
        Expression::Number(number) => number.as_f64(),
        _ => None,
    };
    let calculate: fn(f64, f64) -> f64 = match binary.operator {
        BinaryOperator::Plus => |left, right| left + right,
        BinaryOperator::Minus => |left, right| left - right,
        BinaryOperator::Mul => |left, right| left * right,
        BinaryOperator::Div => |left, right| left / right,
        BinaryOperator::Mod => |left, right| left % right,
        _ => return Ok(()),
    };
    match (number(&binary.lhs_expr), number(&binary.rhs_expr)) {
        (Some(left), Some(right)) if calculate(left, right).is_finite() => Ok(()),
        _ => Err(Unknown::because("its result may be no number")),
    }
}

/// Whether the library's parser would have to call itself too often.
pub(super) fn is_deep(text: &str) -> bool {
    let (mut open, mut deepest, mut signs) = (0_usize, 0_usize, 0_usize);
    for (token, span) in Scanner::new(text, Span::new(0, text.len())) {
        match token {
            Token::Punctuation(b'(' | b'[' | b'{') => {
                open += 1;
                deepest = deepest.max(open);
            }
            Token::Punctuation(b')' | b']' | b'}') => open = open.saturating_sub(1),
            Token::Punctuation(byte) if is_sign(byte) => signs += 1,
            // What stands in a template is nested by its own brackets and signs.
            Token::Quoted | Token::Heredoc => {
                let inner = span.of(text);
                deepest = deepest.max(open + brackets(inner));
                let parts = inner.split("${").skip(1);
                let most = parts.map(|part| part.bytes().filter(|byte| is_sign(*byte)).count()).max();
                signs = signs.max(most.unwrap_or_default());
            }
            _ => {}
        }
    }
    deepest > DEEPEST || signs + text.matches("==").count() > MOST_SIGNS
}

/// Whether an operator is written with this: a long sum is as deep as it is long.
fn is_sign(byte: u8) -> bool {
    matches!(byte, b'!' | b'?' | b'-' | b'+' | b'*' | b'/' | b'%' | b'&' | b'|' | b'<' | b'>')
}

fn brackets(text: &str) -> usize {
    let (mut open, mut deepest) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'(' | b'[' | b'{' => {
                open += 1;
                deepest = deepest.max(open);
            }
            b')' | b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}
