//! Framing: what is no message costs no message, no session and no memory.

use serde_json::json;

use crate::client::{Client, framed, is_answer};
use crate::figure::Figure;

pub fn figures() -> Vec<Figure> {
    let broken = broken();
    let mut unread = 0;
    for bytes in &broken {
        let mut client = Client::initialized("utf-16");
        client.raw(bytes);
        let id = client.ask("tiebeam/unknown", &json!(null));
        let patience = std::time::Duration::from_secs(5);
        let answered = std::iter::from_fn(|| client.hear(patience)).any(|message| is_answer(&message, id));
        unread += usize::from(!answered);
    }
    let what = format!("{} broken messages, the next message after which is not answered", broken.len());
    let mut figures = vec![
        Figure::faults(what, unread),
        Figure::faults("bytes one by one: requests not answered", bytewise()),
    ];
    if cfg!(target_os = "linux") {
        let what = "memory for an announced message of 60,000,000 bytes that does not come";
        figures.push(Figure::new(what, announced(), 1.0, "MiB"));
    }
    figures
}

fn broken() -> Vec<Vec<u8>> {
    let ping = r#"{"jsonrpc":"2.0","id":70,"method":"textDocument/hover"}"#;
    let mut broken: Vec<Vec<u8>> = [
        framed("{\"jsonrpc\":"),
        framed("{\"jsonrpc\":\"2.0\",\"method\":\"a\",}"),
        framed("null"),
        framed("7"),
        framed("\"text\""),
        framed("[]"),
        framed("[1,2]"),
        framed("{}"),
        framed(""),
        framed(&format!("[{ping},{ping}]")),
        framed("{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"a\"}"),
        framed("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"a\"}"),
        framed("{\"jsonrpc\":\"1.0\",\"method\":\"a\"}"),
        framed("{\"jsonrpc\":\"2.0\",\"method\":7}"),
        framed("{\"jsonrpc\":\"2.0\",\"method\":\"a\",\"params\":[\"\\ud800\"]}"),
        framed(&format!("{{\"jsonrpc\":\"2.0\",\"method\":\"a\",\"params\":{}1", "[".repeat(200_000))),
        format!("Content-Type: a/b\r\n\r\n{ping}"),
        format!("X: y\r\n\r\n{ping}"),
        format!("{ping}\n"),
    ]
    .map(String::into_bytes)
    .to_vec();
    for length in
        ["60000000", "10000000000", "99999999999999999999", "-1", "", "many", "0x10", "0", "7", "1e9"]
    {
        broken.push(format!("Content-Length: {length}\r\n\r\n").into_bytes());
        broken.push(
            format!("Content-Length: {length}\r\n\r\n{{\"jsonrpc\":\"2.0\",\"method\":\"a\"}}").into_bytes(),
        );
    }
    broken.push(b"Content-Length: 4\r\n\r\n{\xff\xfe}".to_vec());
    broken.push(b"\xff\xff\xff\xff: \xff\r\n\r\n".to_vec());
    broken.push(vec![0; 100_000]);
    broken.push(vec![b'x'; 1_000_000]);
    broken
}

/// How many of ten requests are not answered that come byte by byte.
fn bytewise() -> usize {
    let mut client = Client::initialized("utf-16");
    for _ in 0..10 {
        let (_, message) = client.prepare("workspace/symbol", &json!({"query": "a"}));
        for byte in framed(&message.to_string()).bytes() {
            client.raw(&[byte]);
        }
    }
    client.settle();
    client.unanswered()
}

/// How much larger the process is after a length was announced.
fn announced() -> f64 {
    let mut client = Client::initialized("utf-16");
    client.settle();
    let before = resident(client.process());
    client.raw(b"Content-Length: 60000000\r\n\r\n{\"jsonrpc\":\"2.0\",");
    std::thread::sleep(std::time::Duration::from_millis(300));
    (resident(client.process()) - before).max(0.0)
}

/// The memory that a process has, in MiB.
pub fn resident(process: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").trim().parse::<f64>().unwrap() / 1024.0
}
