//! What is held, tried.

use std::{net, os::unix};

use super::*;

#[test]
fn no_socket_of_the_network_is_opened_by_what_is_held_or_what_that_starts() {
    net::UdpSocket::bind("127.0.0.1:0").expect("it works before");
    // A filter holds its thread only, if that does not go on to start others.
    std::thread::spawn(|| {
        forbid_network().expect("this kernel has filters");
        for address in ["127.0.0.1:0", "[::1]:0"] {
            let refused = net::UdpSocket::bind(address).expect_err("it is forbidden");
            assert_eq!(refused.kind(), io::ErrorKind::PermissionDenied);
            let refused = net::TcpListener::bind(address).expect_err("it is forbidden");
            assert_eq!(refused.kind(), io::ErrorKind::PermissionDenied);
        }
        unix::net::UnixDatagram::unbound().expect("the display needs it");
        let script = "exec 3<>/dev/tcp/127.0.0.1/9";
        let child = Command::new("bash").args(["-c", script]).output().expect("it starts");
        let said = String::from_utf8_lossy(&child.stderr).into_owned();
        assert!(said.contains("Permission denied"), "{said}");
    })
    .join()
    .expect("all of it holds");
}

#[test]
fn the_surroundings_are_named_one_by_one() {
    for (name, kept) in [
        ("DISPLAY", true),
        ("LC_ALL", true),
        ("WEBKIT_DISABLE_COMPOSITING_MODE", true),
        ("WEBKIT_INSPECTOR_SERVER", false),
        ("LD_PRELOAD", false),
        ("http_proxy", false),
        ("VOUCHSAFE_ARCHIVE", false),
    ] {
        assert_eq!(is_kept(&name.into()), kept, "{name}");
    }
}
