//! Bytes that a client may send: whatever they are, what was announced well is read, and nothing is made up.

// The module is private to the server; here it is part of this crate.
#[path = "../../src/lsp/frames.rs"]
mod frames;

use std::io::BufReader;

use frames::{Frame, Frames};

const PING: &[u8] = b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

/// No message is shorter.
const SHORTEST: &[u8] = b"{\"jsonrpc\":\"2.0\",\"method\":\"a\"}";

const HEADER: &[u8] = b"content-length:";

pub fn check(data: &[u8]) {
    let Some((how, data)) = data.split_first() else { return };
    let data = &*if how & 1 == 0 { data.to_vec() } else { announced(data) };
    let read = read(data, 1 << 16);
    // What a read brings at once makes no difference.
    assert_eq!(read, self::read(data, 1 + usize::from(how / 2) % 16));
    // Each message was sent, and once.
    let is_message = |frame: &&Frame| matches!(frame, Frame::Request(_) | Frame::Response(_));
    assert!(read.iter().filter(is_message).count() * SHORTEST.len() <= data.len());
    // Where nothing announces a length, nothing is swallowed: what follows is read.
    if !data.windows(HEADER.len()).any(|window| window.eq_ignore_ascii_case(HEADER)) {
        let mut stream = data.to_vec();
        stream.extend(framed(PING));
        stream.extend(framed(PING));
        let frames = self::read(&stream, 1 << 16);
        let ping = Frame::Request(serde_json::from_slice(PING).unwrap());
        let pings = frames.iter().filter(|frame| **frame == ping).count();
        assert_eq!(pings, 2, "{frames:?}");
    }
}

fn read(stream: &[u8], at_once: usize) -> Vec<Frame> {
    let mut frames = Frames::new(BufReader::with_capacity(at_once, stream));
    std::iter::from_fn(|| frames.next().unwrap()).collect()
}

fn framed(body: &[u8]) -> Vec<u8> {
    let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    frame.extend(body);
    frame
}

/// Each line as the body of a message whose length is right, but for lines that say by how much it is wrong.
fn announced(data: &[u8]) -> Vec<u8> {
    let mut stream = Vec::new();
    for line in data.split(|byte| *byte == b'\n') {
        match line.split_first() {
            Some((b'!', [by, body @ ..])) => {
                let len = (body.len() + usize::from(*by)).saturating_sub(128);
                stream.extend(format!("Content-Length: {len}\r\n\r\n").into_bytes());
                stream.extend(body);
            }
            Some((b'?', raw)) => stream.extend(raw),
            Some((b'p', [])) => stream.extend(framed(PING)),
            _ => stream.extend(framed(line)),
        }
    }
    stream
}
