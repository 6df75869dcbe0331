//! Cuts a stream of bytes into messages, and finds its way back after bytes that are none.

use std::io::{BufRead, Read, Result};

use tower_lsp_server::jsonrpc::{Request, Response};

/// A message that announces more than this is not read.
const LARGEST: u64 = 64 * 1024 * 1024;

/// So much of a header line is remembered; the header that counts is far shorter.
const LONGEST_LINE: usize = 4096;

/// A message in error that is larger than this is not searched for the beginning of another.
const SEARCHED: usize = 1024 * 1024;

const HEADER: &[u8] = b"content-length:";

/// What came in.
#[derive(Debug, PartialEq)]
pub(super) enum Frame {
    /// A request or a notification.
    Request(Request),
    /// The client's answer to a request of the server.
    Response(Response),
    /// Something that is not JSON, or whose length is not known.
    NoJson,
    /// JSON that is not one message.
    NoMessage,
}

/// The frames of a stream.
pub(super) struct Frames<R> {
    input: R,
    /// Bytes that were read as part of something else and are to be read again.
    again: Vec<u8>,
}

/// What a header says about the length of its message.
#[derive(Clone, Copy)]
enum Length {
    Missing,
    Wrong,
    Bytes(u64),
}

impl<R: BufRead> Frames<R> {
    /// The frames of `input`.
    pub fn new(input: R) -> Self {
        Self { input, again: Vec::new() }
    }

    /// The next frame; nothing at the end of the stream.
    pub fn next(&mut self) -> Result<Option<Frame>> {
        let Some(length) = self.header()? else { return Ok(None) };
        let Length::Bytes(length) = length else { return Ok(Some(Frame::NoJson)) };
        // What is announced may be a lie, so that memory grows with what comes only.
        let mut body = Vec::new();
        let again = std::mem::take(&mut self.again);
        let mut source = again.as_slice().chain(&mut self.input).take(length);
        source.read_to_end(&mut body)?;
        let (rest, _) = source.into_inner().into_inner();
        self.again = rest.to_vec();
        if u64::try_from(body.len()).is_ok_and(|read| read < length) {
            return Ok(None);
        }
        Ok(Some(self.frame(body)))
    }

    fn frame(&mut self, mut body: Vec<u8>) -> Frame {
        let frame = read(&body);
        if frame != Frame::NoJson || body.len() > SEARCHED {
            return frame;
        }
        // A length that is too large swallows the beginning of the next message.
        let Some(next) = find_header(&body) else { return Frame::NoJson };
        let mut again = body.split_off(next);
        again.append(&mut self.again);
        self.again = again;
        read(&body)
    }

    /// Reads up to the empty line that ends a header; nothing at the end of the stream.
    fn header(&mut self) -> Result<Option<Length>> {
        let mut length = Length::Missing;
        let mut lines = 0;
        loop {
            let Some(line) = self.line()? else { return Ok(None) };
            if line.is_empty() {
                // Empty lines between messages do no harm.
                if lines == 0 {
                    continue;
                }
                return Ok(Some(length));
            }
            lines += 1;
            // The rest of a broken message may stand before the header, on the same line.
            if let Some(value) = find_header(&line).and_then(|at| line.get(at + HEADER.len()..)) {
                let value = str::from_utf8(value).ok().and_then(|value| value.trim().parse().ok());
                length = value.filter(|bytes| *bytes <= LARGEST).map_or(Length::Wrong, Length::Bytes);
            }
        }
    }

    /// The next line without its line break, or the end of it where it is long.
    fn line(&mut self) -> Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let again = std::mem::take(&mut self.again);
        let mut source = again.as_slice().chain(&mut self.input);
        let mut ended = false;
        while !ended {
            let bytes = source.fill_buf()?;
            if bytes.is_empty() {
                return Ok(None);
            }
            let end = bytes.iter().position(|byte| *byte == b'\n');
            let taken = end.unwrap_or(bytes.len());
            line.extend_from_slice(bytes.get(..taken).unwrap_or_default());
            ended = end.is_some();
            source.consume(taken + usize::from(ended));
            if line.len() > LONGEST_LINE {
                line.drain(..line.len() - LONGEST_LINE);
            }
        }
        let (rest, _) = source.into_inner();
        self.again = rest.to_vec();
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        Ok(Some(line))
    }
}

/// Where the last header with a length begins.
fn find_header(bytes: &[u8]) -> Option<usize> {
    bytes.windows(HEADER.len()).rposition(|window| window.eq_ignore_ascii_case(HEADER))
}

/// What a body says.
fn read(body: &[u8]) -> Frame {
    let frame = parse(body);
    if frame != Frame::NoJson {
        return frame;
    }
    // Halves of surrogate pairs are no text, yet editors have them in theirs; an edit must not be lost for one.
    with_whole_surrogates(body).map_or(Frame::NoJson, |body| parse(&body))
}

fn parse(body: &[u8]) -> Frame {
    match serde_json::from_slice::<Request>(body) {
        Ok(request) if !request.method().is_empty() => Frame::Request(request),
        Ok(_) => serde_json::from_slice(body).map_or(Frame::NoMessage, Frame::Response),
        Err(error) if error.is_data() => Frame::NoMessage,
        Err(_) => Frame::NoJson,
    }
}

/// The body with U+FFFD, as wide in every encoding of positions but UTF-8 as what it replaces, in the place of each
/// escaped half of a surrogate pair; nothing where there is none.
fn with_whole_surrogates(body: &[u8]) -> Option<Vec<u8>> {
    let escape = |at: usize| -> Option<u16> {
        let digits = body.get(at..at + 6)?.strip_prefix(b"\\u")?;
        u16::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()
    };
    let (mut whole, mut at, mut found) = (Vec::with_capacity(body.len()), 0, false);
    while let Some(byte) = body.get(at) {
        let length = match (byte, escape(at)) {
            (b'\\', Some(0xD800..=0xDBFF)) if matches!(escape(at + 6), Some(0xDC00..=0xDFFF)) => 12,
            (b'\\', Some(0xD800..=0xDFFF)) => {
                whole.extend(b"\\ufffd");
                (at, found) = (at + 6, true);
                continue;
            }
            // What is escaped belongs to its backslash, another backslash too.
            (b'\\', _) => 2,
            _ => 1,
        };
        whole.extend(body.get(at..(at + length).min(body.len())).unwrap_or_default());
        at += length;
    }
    found.then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PING: &str = r#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#;

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    fn frames(stream: &str) -> Vec<Frame> {
        // Small reads make every boundary fall everywhere.
        let mut frames = Frames::new(std::io::BufReader::with_capacity(3, stream.as_bytes()));
        std::iter::from_fn(|| frames.next().unwrap()).collect()
    }

    fn ping() -> Frame {
        Frame::Request(Request::build("ping").id(1_i64).finish())
    }

    #[test]
    fn messages_come_one_by_one_whatever_their_headers() {
        let odd = format!("content-type: x\r\nCONTENT-LENGTH:{}\nthird: y\n\n{PING}", PING.len());
        assert_eq!(frames(&(framed(PING) + &odd + "\r\n\r\n" + &framed(PING))), [ping(), ping(), ping()]);
    }

    #[test]
    fn after_what_is_no_message_the_next_one_is_read() {
        for (broken, expected) in [
            (framed("{\"jsonrpc\":"), Frame::NoJson),
            (framed("[]"), Frame::NoMessage),
            (framed(&format!("[{PING}]")), Frame::NoMessage),
            (framed("{\"jsonrpc\":\"2.0\",\"id\":{}}"), Frame::NoMessage),
            (format!("Content-Length: 99999999999\r\n\r\n{PING}"), Frame::NoJson),
            ("Content-Length: many\r\n\r\n".to_owned(), Frame::NoJson),
            (format!("Content-Type: x\r\n\r\n{PING}"), Frame::NoJson),
            (format!("Content-Length: 5\r\n\r\n{PING}"), Frame::NoJson),
        ] {
            assert_eq!(frames(&(broken.clone() + &framed(PING))), [expected, ping()], "{broken}");
        }
    }

    #[test]
    fn a_length_that_is_too_large_costs_no_message() {
        let long = format!("Content-Length: {}\r\n\r\n{PING}", PING.len() + 30);
        assert_eq!(frames(&(long + &framed(PING) + &framed(PING))), [ping(), ping(), ping()]);
    }

    #[test]
    fn nesting_without_end_is_survived() {
        let deep = format!("{{\"jsonrpc\":\"2.0\",\"method\":\"x\",\"params\":{}1", "[".repeat(100_000));
        assert_eq!(frames(&(framed(&deep) + &framed(PING))).last(), Some(&ping()));
    }

    #[test]
    fn answers_of_the_client_are_told_from_requests() {
        let answer = r#"{"jsonrpc":"2.0","id":3,"result":null}"#;
        let expected = Response::from_ok(tower_lsp_server::jsonrpc::Id::Number(3), serde_json::Value::Null);
        assert_eq!(frames(&(framed(answer) + &framed(PING))), [Frame::Response(expected), ping()]);
        for none in [r#"{"jsonrpc":"2.0"}"#, r#"{"jsonrpc":"2.0","id":1,"method":""}"#] {
            assert_eq!(frames(&framed(none)), [Frame::NoMessage], "{none}");
        }
    }

    #[test]
    fn half_a_surrogate_pair_costs_no_message() {
        let whole = |text: &str| {
            let frames = frames(&framed(&format!(r#"{{"jsonrpc":"2.0","method":"x","params":["{text}"]}}"#)));
            let Some(Frame::Request(request)) = frames.into_iter().next() else { panic!("{text}") };
            request.params().unwrap()[0].as_str().unwrap().to_owned()
        };
        assert_eq!(whole(r"a\ud83db"), "a\u{fffd}b");
        assert_eq!(whole(r"\ude00\ud83d\ude00\uD83D"), "\u{fffd}😀\u{fffd}");
        assert_eq!(whole(r"\ud83d\\ude00\n\u00e9"), "\u{fffd}\\ude00\né");
        assert_eq!(frames(&framed(r#"{"a":"\ud83d"#)), [Frame::NoJson]);
    }
}
