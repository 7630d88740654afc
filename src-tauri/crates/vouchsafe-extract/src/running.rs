//! One child while it runs: its pipes, its clock, its end.
//!
//! Four hands are at work: the caller feeds, one thread reads the reply, one drains what the child
//! complains of, one watches the clock. Whoever sees a breach first ends the child, with its whole
//! process group, and that ends the others.

use std::{
    io::{self, Read, Write},
    path::Path,
    process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio},
    sync::{
        Mutex, PoisonError,
        mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel},
    },
    thread,
    time::Duration,
};

use crate::{
    Failure, ending,
    extractor::WallError,
    rendition::FailureReason,
    reply::{Reply, ReplyLimits, read_reply},
    wire::{self, FrameKind, Hello, Request},
};

/// How much of what a child complains of is looked at.
const COMPLAINT_BYTES: usize = 4 << 10;

/// What a child is started with and held to.
pub(crate) struct Call<'a> {
    pub program: &'a Path,
    pub request: &'a Request,
    pub input: &'a mut dyn Read,
    pub input_bytes: u64,
    pub wall_clock: Duration,
    pub cpu_seconds: u64,
    pub reply: ReplyLimits,
}

/// Whether a child that says this of itself gets the document.
pub(crate) type Admit<'a> = &'a dyn Fn(&Hello) -> Result<(), WallError>;

/// How a call went: what the child said of itself, and the reply or why there is none.
pub(crate) type Answered = (Hello, Result<Reply, Failure>);

/// A child, and why the parent ended it, if it did.
struct Held {
    child: Mutex<Child>,
    breach: Mutex<Option<Failure>>,
}

/// Runs one child from start to end.
pub(crate) fn call(mut call: Call<'_>, admit: Admit<'_>) -> Result<Answered, WallError> {
    let mut child = start(call.program)?;
    limit_time(&child, call.cpu_seconds);
    let (stdin, stdout, stderr) = pipes(&mut child);
    let held = Held { child: Mutex::new(child), breach: Mutex::new(None) };
    let wall_clock = call.wall_clock;
    let limits = call.reply;
    let held = &held;
    thread::scope(|scope| {
        let (over, clock) = channel::<()>();
        let (say, hello) = sync_channel(1);
        scope.spawn(move || watch(held, &clock, wall_clock));
        let complaint = scope.spawn(|| drain(stderr));
        let reader = scope.spawn(move || read(held, stdout, say, limits));
        let fed = feed_admitted(held, stdin, &hello, &mut call, admit);
        if fed.is_err() {
            held.end(None);
        }
        let reply = reader.join().expect("reading a reply does not panic");
        let status = held.wait();
        stop(over);
        let complaint = complaint.join().expect("draining does not panic");
        let hello = fed?;
        let breach = held.breach.lock().unwrap_or_else(PoisonError::into_inner).take();
        let reply = conclude(breach, status, &complaint, reply);
        Ok((hello, reply))
    })
}

/// Says which of several things that went wrong was the cause.
fn conclude(
    breach: Option<Failure>,
    status: io::Result<ExitStatus>,
    complaint: &[u8],
    reply: Result<Reply, Failure>,
) -> Result<Reply, Failure> {
    if let Some(breach) = breach {
        return Err(breach);
    }
    let status = status.map_err(|_| {
        Failure::new(FailureReason::Crashed, "it is not known how the reading program ended")
    })?;
    match ending::failure(status, complaint) {
        Some(failure) => Err(failure),
        None => reply,
    }
}

fn start(program: &Path) -> Result<Child, WallError> {
    let mut command = Command::new(program);
    command.env_clear().current_dir("/");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn().map_err(|source| {
        let program = program.to_owned();
        match source.kind() {
            io::ErrorKind::NotFound => WallError::ProgramMissing { program },
            _ => WallError::NotStarted { program, source },
        }
    })
}

fn pipes(child: &mut Child) -> (ChildStdin, ChildStdout, ChildStderr) {
    let stdin = child.stdin.take().expect("it was asked for a pipe");
    let stdout = child.stdout.take().expect("it was asked for a pipe");
    let stderr = child.stderr.take().expect("it was asked for a pipe");
    (stdin, stdout, stderr)
}

fn watch(held: &Held, clock: &Receiver<()>, limit: Duration) {
    if clock.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
        let detail = format!("reading it took longer than {} s", limit.as_secs_f32());
        held.end(Some(Failure::new(FailureReason::TimeLimit, detail)));
    }
}

/// Tells the watch that all is over.
fn stop(over: Sender<()>) {
    drop(over);
}

fn drain(mut stderr: ChildStderr) -> Vec<u8> {
    let mut kept = Vec::new();
    let mut buffer = [0_u8; 4096];
    // What cannot be read any more is not needed: it only helps to name the cause.
    while let Ok(count @ 1..) = stderr.read(&mut buffer) {
        let room = COMPLAINT_BYTES - kept.len();
        kept.extend_from_slice(&buffer[..count.min(room)]);
    }
    kept
}

type HelloSender = SyncSender<Result<Hello, wire::WireError>>;
type HelloReceiver = Receiver<Result<Hello, wire::WireError>>;

/// Reads what the child says of itself, hands that on, then reads the reply.
fn read(
    held: &Held,
    mut stdout: ChildStdout,
    say: HelloSender,
    limits: ReplyLimits,
) -> Result<Reply, Failure> {
    let hello = wire::read_frame(&mut stdout, |kind| {
        (kind == FrameKind::Hello).then_some(wire::HELLO_BYTES)
    });
    let hello = hello.and_then(|frame| wire::from_json(&frame.bytes));
    let failed = hello.is_err();
    // Nobody listens any more if the caller has given up.
    let heard = say.send(hello).is_ok();
    drop(say);
    if failed || !heard {
        held.end(None);
        return Err(Failure::new(FailureReason::InvalidOutput, "it did not say who it is"));
    }
    read_reply(&mut stdout, limits).map_err(|error| {
        let failure = ending::failure_of_wire(&error);
        // What ends in the middle has its cause in how the child ended.
        let cut_off = matches!(error, wire::WireError::CutOff | wire::WireError::Pipe(_));
        held.end((!cut_off).then(|| failure.clone()));
        failure
    })
}

/// Feeds the child, once it has said who it is and may have the document.
fn feed_admitted(
    held: &Held,
    mut stdin: ChildStdin,
    hello: &HelloReceiver,
    call: &mut Call<'_>,
    admit: Admit<'_>,
) -> Result<Hello, WallError> {
    let strange = || WallError::NotTheExtractor { program: call.program.to_owned() };
    let hello = hello.recv().map_err(|_| strange())?.map_err(|_| strange())?;
    admit(&hello)?;
    match feed(&mut stdin, call.request, call.input, call.input_bytes) {
        Ok(()) => {}
        Err(Unfed::TooLarge) => {
            let mib = call.input_bytes >> 20;
            let detail = format!("it is larger than {mib} MiB, more than is read of its kind");
            held.end(Some(Failure::new(FailureReason::TooLarge, detail)));
        }
        Err(Unfed::Unreadable(source)) => return Err(WallError::Unreadable { source }),
        // It does not listen any more: how it ended says why.
        Err(Unfed::Deaf) => {}
    }
    Ok(hello)
}

enum Unfed {
    TooLarge,
    Unreadable(io::Error),
    Deaf,
}

fn feed(
    stdin: &mut dyn Write,
    request: &Request,
    input: &mut dyn Read,
    most: u64,
) -> Result<(), Unfed> {
    let deaf = |_: io::Error| Unfed::Deaf;
    wire::write_json(stdin, FrameKind::Request, request).map_err(deaf)?;
    let mut buffer = vec![0_u8; wire::CHUNK_BYTES];
    let mut total = 0_u64;
    loop {
        let count = match input.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(Unfed::Unreadable(error)),
        };
        total += count as u64;
        if total > most {
            return Err(Unfed::TooLarge);
        }
        wire::write_frame(stdin, FrameKind::Chunk, &buffer[..count]).map_err(deaf)?;
    }
    wire::write_frame(stdin, FrameKind::End, b"").map_err(deaf)
}

impl Held {
    /// Ends the child and its group. The first reason given stays.
    fn end(&self, why: Option<Failure>) {
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        // Under the lock, and only while it has not been waited for: its number is still its own.
        if !matches!(child.try_wait(), Ok(None)) {
            return;
        }
        if let Some(why) = why {
            let mut breach = self.breach.lock().unwrap_or_else(PoisonError::into_inner);
            breach.get_or_insert(why);
        }
        end_group(&child);
        // If it has just ended by itself, there is nothing left to end.
        let _ = child.kill();
    }

    /// Waits until the child has ended; the clock runs on meanwhile.
    fn wait(&self) -> io::Result<ExitStatus> {
        let mut pause = Duration::from_micros(50);
        loop {
            let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(status) = child.try_wait()? {
                return Ok(status);
            }
            drop(child);
            thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(10));
        }
    }
}

/// Limits the processor time of a child to what its task needs, before it has read anything. Its
/// own limit is that of the longest task, and holds where this does not.
#[cfg(target_os = "linux")]
fn limit_time(child: &Child, seconds: u64) {
    use rustix::process::{Pid, Resource, Rlimit, prlimit};

    let limit = Rlimit { current: Some(seconds), maximum: Some(seconds + 1) };
    // A child that is gone already, or has set itself less, needs no limit.
    let _ = i32::try_from(child.id())
        .ok()
        .and_then(Pid::from_raw)
        .map(|pid| prlimit(Some(pid), Resource::Cpu, limit));
}

#[cfg(not(target_os = "linux"))]
fn limit_time(_child: &Child, _seconds: u64) {}

#[cfg(unix)]
fn end_group(child: &Child) {
    use rustix::process::{Pid, Signal, kill_process_group};

    // A group that is gone already needs no ending.
    let _ = i32::try_from(child.id())
        .ok()
        .and_then(Pid::from_raw)
        .map(|group| kill_process_group(group, Signal::KILL));
}

#[cfg(not(unix))]
fn end_group(_child: &Child) {}
