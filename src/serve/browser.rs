//! Opens the user's browser with the system's own opener. A failure is said and is no failure of
//! the server.

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;

/// Opens an address, without waiting for the browser.
pub fn open(address: &str, say: &Arc<dyn Fn(&str) + Send + Sync>) {
    let mut command = opener(address);
    command.stdin(Stdio::null());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let say = Arc::clone(say);
    // On a thread, because some openers last as long as the browser they start.
    thread::spawn(move || match command.status() {
        Ok(status) if status.success() => {}
        Ok(status) => say(&format!("warning: the browser did not open ({status})")),
        Err(error) => say(&format!("warning: cannot open the browser: {error}")),
    });
}

#[cfg(target_os = "macos")]
fn opener(address: &str) -> Command {
    let mut command = Command::new("open");
    command.arg(address);
    command
}

#[cfg(windows)]
fn opener(address: &str) -> Command {
    // Not `start`, which is a word of the shell and reads `&` and `%` in an address.
    let mut command = Command::new("rundll32");
    command.args(["url.dll,FileProtocolHandler", address]);
    command
}

#[cfg(not(any(target_os = "macos", windows)))]
fn opener(address: &str) -> Command {
    let mut command = Command::new("xdg-open");
    command.arg(address);
    command
}
