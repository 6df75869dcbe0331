//! Life cycle: the process ends when it should, and soon.

use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::{Client, everything};
use crate::figure::Figure;

pub fn figures() -> Vec<Figure> {
    let mut figures =
        vec![Figure::faults("errors and exit codes other than the specification's", wrong_codes())];
    let mut client = Client::initialized("utf-16");
    drop(client.input.take());
    figures.push(Figure::time(
        "its input ends, until it ends",
        ended(&mut client),
        Duration::from_millis(500),
    ));
    let mut client = Client::initialized("utf-16");
    client.notify("exit", &Value::Null);
    figures.push(Figure::time("`exit`, until it ends", ended(&mut client), Duration::from_millis(500)));
    if cfg!(target_os = "linux") {
        let mut editor = Command::new("sleep").arg("600").spawn().unwrap();
        let mut client = Client::start();
        client.request("initialize", &json!({"processId": editor.id(), "capabilities": {}}));
        editor.kill().unwrap();
        figures.push(Figure::time(
            "its client is gone, until it ends",
            ended(&mut client),
            Duration::from_secs(5),
        ));
        editor.wait().unwrap();
        let mut client = Client::initialized("utf-16");
        Command::new("kill").arg(client.process().to_string()).status().unwrap();
        figures.push(Figure::time("SIGTERM, until it ends", ended(&mut client), Duration::from_millis(500)));
    }
    figures
}

fn ended(client: &mut Client) -> Duration {
    let start = Instant::now();
    client.status();
    start.elapsed()
}

/// How many of the requests that are out of place get another code than they should, and ends another exit code.
fn wrong_codes() -> usize {
    let hover = json!({"textDocument": {"uri": "file:///a.md"}, "position": {"line": 0, "character": 0}});
    let mut client = Client::start();
    let code = |client: &mut Client, method: &str, parameters: &Value| {
        client.request(method, parameters)["error"]["code"].as_i64()
    };
    let mut right = vec![
        code(&mut client, "textDocument/hover", &hover) == Some(-32002),
        code(&mut client, "initialize", &json!([])) == Some(-32602),
    ];
    client.begin(&everything("utf-16"), &json!({}));
    right.extend([
        code(&mut client, "initialize", &json!({"capabilities": {}})) == Some(-32600),
        code(&mut client, "textDocument/hover", &json!(null)) == Some(-32602),
        code(&mut client, "textDocument/hover", &json!({"textDocument": 7})) == Some(-32602),
        code(&mut client, "textDocument/moniker", &hover) == Some(-32601),
        code(&mut client, "$/unknown", &json!(null)) == Some(-32601),
        code(&mut client, "textDocument/hover", &hover).is_none(),
        client.request("shutdown", &json!(null))["result"].is_null(),
        code(&mut client, "textDocument/hover", &hover) == Some(-32600),
        code(&mut client, "shutdown", &json!(null)) == Some(-32600),
    ]);
    client.notify("exit", &json!(null));
    right.push(client.end() == 0);
    let mut client = Client::initialized("utf-16");
    client.notify("exit", &json!(null));
    right.push(client.end() == 1);
    right.iter().filter(|right| !**right).count()
}
