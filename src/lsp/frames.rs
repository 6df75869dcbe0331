//! Cuts a stream of bytes into messages, and finds its way back after bytes that are none.

use std::io::{BufRead, Read, Result};

use tower_lsp_server::jsonrpc::Request;

/// A message that announces more than this is not read.
const LARGEST: u64 = 64 * 1024 * 1024;

/// So much of a header line is remembered; the header that counts is far shorter.
const LONGEST_LINE: usize = 4096;

/// A message in error that is larger than this is not searched for the beginning of another.
const SEARCHED: usize = 1024 * 1024;

const HEADER: &[u8] = b"content-length:";

/// What came in.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// A message that can be read as a request, a notification or a response.
    Message(Vec<u8>),
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
        let read = readable(&body);
        if read != Frame::NoJson || body.len() > SEARCHED {
            return if read == Frame::Message(Vec::new()) { Frame::Message(body) } else { read };
        }
        // A length that is too large swallows the beginning of the next message.
        let Some(next) = find_header(&body) else { return Frame::NoJson };
        let mut again = body.split_off(next);
        again.append(&mut self.again);
        self.again = again;
        match readable(&body) {
            Frame::Message(_) => Frame::Message(body),
            other => other,
        }
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

/// What a body is; a message is returned without its bytes.
///
/// tower-lsp-server stops reading at the first body that it cannot read, so that it must not see one.
fn readable(body: &[u8]) -> Frame {
    let Ok(text) = str::from_utf8(body) else { return Frame::NoJson };
    match serde_json::from_str::<Request>(text) {
        Ok(_) => Frame::Message(Vec::new()),
        Err(error) if error.is_data() => Frame::NoMessage,
        Err(_) => Frame::NoJson,
    }
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
        Frame::Message(PING.as_bytes().to_vec())
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
}
