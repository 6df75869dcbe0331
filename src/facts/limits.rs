//! What the library that evaluates expressions is spared: it calls itself for each bracket, and panics where a number is
//! none.

use hcl::eval::{Context, Evaluate};
use hcl::expr::{BinaryOp, BinaryOperator, Expression};

use super::expression::Unknown;
use super::functions;
use crate::syntax::hcl::{Scanner, Token};
use crate::text::Span;

/// An expression that is nested deeper is not worked out.
const DEEPEST: usize = 48;

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
            Token::Punctuation(b'!' | b'?' | b'-') => signs += 1,
            // What stands in a template is nested by its own brackets.
            Token::Quoted | Token::Heredoc => deepest = deepest.max(open + brackets(span.of(text))),
            _ => {}
        }
    }
    deepest > DEEPEST || signs > 4 * DEEPEST
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
