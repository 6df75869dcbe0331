//! Cuts a stream of bytes into messages, and finds its way back after bytes that are none.

use std::io::{BufRead, Read as _, Result};

use tower_lsp_server::jsonrpc::{Request, Response};

/// A message that announces more than this is not read.
const LARGEST: usize = 64 * 1024 * 1024;

/// So much of a header line is remembered; the header that counts is far shorter.
const LONGEST_LINE: usize = 4096;

/// So much of the end of a broken message is searched for the beginning of another.
const SEARCHED: usize = 1024 * 1024;

const HEADER: &[u8] = b"content-length:";

const HEADER_END: &[u8] = b"\r\n\r\n";

/// A header that stands in the middle of something else is looked for in so many bytes.
const LONGEST_HEADER: usize = 64;

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
    Bytes(usize),
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
        let Some(body) = self.body(length)? else { return Ok(None) };
        Ok(Some(self.frame(body)))
    }

    /// Reads so many bytes, or those before the header of the next message where that stands among them: no JSON holds
    /// one, because line breaks in its texts are escaped. Nothing at the end of the stream.
    fn body(&mut self, length: usize) -> Result<Option<Vec<u8>>> {
        // What is announced may be a lie, so that memory grows with what comes only.
        let mut body = Vec::new();
        let mut next = None;
        let again = std::mem::take(&mut self.again);
        let mut source = again.as_slice().chain(&mut self.input);
        while body.len() < length && next.is_none() {
            let bytes = source.fill_buf()?;
            if bytes.is_empty() {
                return Ok(None);
            }
            let (taken, searched) = (bytes.len().min(length - body.len()), body.len());
            body.extend_from_slice(bytes.get(..taken).unwrap_or_default());
            source.consume(taken);
            next = whole_header(&body, searched);
        }
        let (rest, _) = source.into_inner();
        self.again = rest.to_vec();
        if let Some(next) = next {
            self.put_back(body.split_off(next));
        }
        Ok(Some(body))
    }

    /// Has bytes read again, before all others.
    fn put_back(&mut self, mut bytes: Vec<u8>) {
        bytes.append(&mut self.again);
        self.again = bytes;
    }

    fn frame(&mut self, mut body: Vec<u8>) -> Frame {
        let mut parsed = parse(&body);
        if let (Frame::NoJson, _) = parsed
            && let Some(mended) = with_whole_characters(&body)
        {
            parsed = parse(&mended);
            body = mended;
        }
        let (frame, end) = parsed;
        if frame == Frame::NoJson {
            let searched = body.get(body.len().saturating_sub(SEARCHED)..).unwrap_or_default();
            if let Some(next) = find_header(searched).or_else(|| begun_header(searched)) {
                self.put_back(body.split_off(body.len() - searched.len() + next));
            }
            return frame;
        }
        // A length that is too large swallows the beginning of the next message.
        let rest = body.split_off(end);
        if !rest.trim_ascii().is_empty() {
            self.put_back(rest);
        }
        frame
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

/// Where a header begins that is cut off by the end.
fn begun_header(bytes: &[u8]) -> Option<usize> {
    let ends_with = |begun: &[u8]| {
        bytes
            .len()
            .checked_sub(begun.len())
            .filter(|at| bytes.get(*at..).is_some_and(|end| end.eq_ignore_ascii_case(begun)))
    };
    (1..HEADER.len()).rev().find_map(|length| ends_with(HEADER.get(..length)?))
}

/// Where a whole header of a message begins; what came before `searched` was searched already.
fn whole_header(body: &[u8], searched: usize) -> Option<usize> {
    let begun = searched.saturating_sub(HEADER_END.len());
    let new = body.get(begun..).unwrap_or_default();
    // Hardly any message has such a line break at all.
    if !new.contains(&b'\r') {
        return None;
    }
    let ends = new.windows(HEADER_END.len()).enumerate().filter(|(_, window)| *window == HEADER_END);
    ends.map(|(end, _)| begun + end).find_map(|end| {
        let start = end.saturating_sub(LONGEST_HEADER);
        let line = body.get(start..end)?;
        let at = find_header(line)?;
        let length = line.get(at + HEADER.len()..)?.trim_ascii();
        let is_length = !length.is_empty() && length.iter().all(u8::is_ascii_digit);
        is_length.then_some(start + at)
    })
}

/// What a body begins with, and where that ends.
fn parse(body: &[u8]) -> (Frame, usize) {
    if str::from_utf8(body).is_err() {
        return (Frame::NoJson, 0);
    }
    let mut values = serde_json::Deserializer::from_slice(body).into_iter::<Request>();
    let frame = match values.next() {
        Some(Ok(request)) if !request.method().is_empty() => Frame::Request(request),
        // What asks for nothing may answer something.
        Some(Ok(_)) => {
            let message = body.get(..values.byte_offset()).unwrap_or_default();
            serde_json::from_slice(message).map_or(Frame::NoMessage, Frame::Response)
        }
        Some(Err(error)) if error.is_data() => return (Frame::NoMessage, body.len()),
        Some(Err(_)) | None => Frame::NoJson,
    };
    (frame, values.byte_offset())
}

/// The same with U+FFFD for each half of a character: JavaScript's strings hold such halves and its JSON names them,
/// and an edit must not be lost for one. It is as wide as the half in every encoding. Nothing where there is none.
fn with_whole_characters(body: &[u8]) -> Option<Vec<u8>> {
    let escape = |at: usize| {
        let digits = body.get(at..at + 6)?.strip_prefix(b"\\u")?;
        u16::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()
    };
    let mut mended = body.to_vec();
    let (mut at, mut found) = (0, false);
    while let Some(next) = body.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == b'\\')) {
        at += next;
        match (escape(at), escape(at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => at += 12,
            (Some(0xD800..=0xDFFF), _) => {
                mended.get_mut(at + 2..at + 6)?.copy_from_slice(b"fffd");
                found = true;
                at += 6;
            }
            _ => at += 2,
        }
    }
    found.then_some(mended)
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
        request(PING)
    }

    fn request(message: &str) -> Frame {
        Frame::Request(serde_json::from_str(message).unwrap())
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
    fn a_length_that_is_a_lie_costs_no_message_however_large_it_is() {
        for more in [1, 5, 20, 21, 40, 60, 1_000_000] {
            let long = format!("Content-Length: {}\r\n\r\n{PING}", PING.len() + more);
            assert_eq!(frames(&(long + &framed(PING) + &framed(PING))), [ping(), ping(), ping()], "{more}");
        }
        for length in (1..40).chain([LARGEST]) {
            let nothing = format!("Content-Length: {length}\r\n\r\n");
            assert_eq!(frames(&(nothing + &framed(PING))), [Frame::NoJson, ping()], "{length}");
        }
    }

    #[test]
    fn a_text_may_speak_of_headers() {
        let text =
            format!(r#"{{"jsonrpc":"2.0","method":"a","params":["Content-Length: 5\r\n\r\n{}"]}}"#, "x");
        let spaced = "{\r\n\r\n\"jsonrpc\":\"2.0\",\r\n\r\n\"method\":\"a\"}\r\n\r\n";
        let all = framed(&text) + &framed(spaced) + &framed(PING);
        assert_eq!(frames(&all), [request(&text), request(spaced), ping()]);
    }

    #[test]
    fn half_a_character_costs_no_message() {
        let message = |text: &str| format!(r#"{{"jsonrpc":"2.0","method":"a","params":["{text}"]}}"#);
        for (halves, whole) in [
            (r"\ud83d", r"\ufffd"),
            (r"\uDE00\ud83d\ude00\ud83d", r"\ufffd\ud83d\ude00\ufffd"),
            (r"\ud83d\n\\\uDBFFx\\ud83d", r"\ufffd\n\\\ufffdx\\ud83d"),
        ] {
            let expected = request(&message(whole));
            assert_eq!(frames(&(framed(&message(halves)) + &framed(PING))), [expected, ping()], "{halves}");
        }
    }

    #[test]
    fn nesting_without_end_is_survived() {
        let deep = format!("{{\"jsonrpc\":\"2.0\",\"method\":\"x\",\"params\":{}1", "[".repeat(100_000));
        assert_eq!(frames(&(framed(&deep) + &framed(PING))).last(), Some(&ping()));
    }

    #[test]
    fn answers_of_the_client_are_told_from_requests() {
        let answer = r#"{"jsonrpc":"2.0","id":3,"result":null}"#;
        let expected = Frame::Response(serde_json::from_str(answer).unwrap());
        assert_eq!(frames(&(framed(answer) + &framed(PING))), [expected, ping()]);
        for none in [r#"{"jsonrpc":"2.0"}"#, r#"{"jsonrpc":"2.0","id":1,"method":""}"#] {
            assert_eq!(frames(&framed(none)), [Frame::NoMessage], "{none}");
        }
    }
}
