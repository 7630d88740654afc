//! The layers on Linux: rlimits, landlock, seccomp.
//!
//! Each returns what it did as `Ok`, what it could not do as `Err`, in words for the log.

use std::{collections::BTreeMap, env, process};

use landlock::{
    ABI, Access, AccessFs, AccessNet, LandlockStatus, Ruleset, RulesetAttr, RulesetStatus, Scope,
};
use libc::c_long;
use rustix::process::{
    DumpableBehavior, Resource, Rlimit, Signal, getrlimit, set_dumpable_behavior,
    set_parent_process_death_signal, setrlimit,
};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen as Length, SeccompCmpOp as Compare,
    SeccompCondition as Condition, SeccompFilter, SeccompRule, TargetArch,
};

/// All memory together.
const MEMORY_BYTES: u64 = 1 << 30;
/// The usual size: the runtime tells an overflow by the size it found at the start.
const STACK_BYTES: u64 = 8 << 20;
/// Enough to decode hours of sound. The parent lowers it to 10 for every other task, before the
/// child reads anything; the child cannot know its task before it holds itself.
const CPU_SECONDS: u64 = 60;

/// The newest landlock rules asked for; an older kernel enforces those it has.
const LANDLOCK: ABI = ABI::V7;

/// Limits what this process may use, and ends it with its parent.
///
/// # Errors
/// A limit could not be set.
pub fn limit_resources() -> Result<String, String> {
    let limits = [
        (Resource::As, "memory", MEMORY_BYTES),
        (Resource::Stack, "stack", STACK_BYTES),
        (Resource::Fsize, "file size", 0),
        (Resource::Nofile, "open files", 16),
        (Resource::Nproc, "processes", 0),
        (Resource::Core, "core", 0),
    ];
    for (resource, name, most) in limits {
        set_limit(resource, most, most).map_err(|()| format!("no limit on {name}"))?;
    }
    // At the soft limit the kernel says SIGXCPU, so that the parent can tell why.
    set_limit(Resource::Cpu, CPU_SECONDS, CPU_SECONDS + 1).map_err(|()| "no limit on time")?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable).map_err(|_| "its memory is dumpable")?;
    set_parent_process_death_signal(Some(Signal::KILL)).map_err(|_| "it outlives its parent")?;
    Ok(format!("rlimits: memory {} MiB, processor {CPU_SECONDS} s", MEMORY_BYTES >> 20))
}

fn set_limit(resource: Resource, soft: u64, hard: u64) -> Result<(), ()> {
    // A lower limit that someone else has set stays.
    let most = getrlimit(resource).maximum.unwrap_or(u64::MAX);
    let soft = soft.min(most.saturating_sub(hard - soft));
    let limit = Rlimit { current: Some(soft), maximum: Some(hard.min(most)) };
    setrlimit(resource, limit).map_err(|_| ())
}

/// Takes all files, TCP, abstract sockets and signals to others from this process.
///
/// # Errors
/// The kernel has no landlock, or it is switched off.
pub fn forbid_files() -> Result<String, String> {
    let status = Ruleset::default()
        .handle_access(AccessFs::from_all(LANDLOCK))
        .and_then(|rules| rules.handle_access(AccessNet::from_all(LANDLOCK)))
        .and_then(|rules| rules.scope(Scope::from_all(LANDLOCK)))
        .and_then(Ruleset::create)
        .and_then(landlock::RulesetCreated::restrict_self)
        .map_err(|error| format!("no landlock: {error}"))?;
    let how = match status.ruleset {
        RulesetStatus::FullyEnforced => "all of it",
        RulesetStatus::PartiallyEnforced => "as far as this kernel knows it",
        RulesetStatus::NotEnforced => return Err("no landlock in this kernel".to_owned()),
    };
    match status.landlock {
        LandlockStatus::Available { effective_abi, .. } => {
            Ok(format!("landlock: {effective_abi:?}, {how}"))
        }
        _ => Ok(format!("landlock: {how}")),
    }
}

/// Ends this process at any system call that reading, computing and answering do not need.
///
/// It holds for the calling thread and those it starts, and starting any is not on the list: call
/// it while there is one thread only.
///
/// # Errors
/// The kernel has no seccomp, or the processor is one whose system calls are not known here.
pub fn forbid_calls() -> Result<String, String> {
    let rules = allowed().map_err(|error| format!("no seccomp: {error}"))?;
    let count = rules.len();
    let architecture = TargetArch::try_from(env::consts::ARCH);
    let program = architecture.and_then(|architecture| {
        let filter = SeccompFilter::new(
            rules,
            SeccompAction::KillProcess,
            SeccompAction::Allow,
            architecture,
        );
        BpfProgram::try_from(filter?)
    });
    let program = program.map_err(|error| format!("no seccomp: {error}"))?;
    seccompiler::apply_filter(&program).map_err(|error| format!("no seccomp: {error}"))?;
    Ok(format!("seccomp: {count} system calls, else killed"))
}

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

/// Returns the system calls that are allowed, by number, and with which arguments.
fn allowed() -> Result<Rules, seccompiler::BackendError> {
    let mut rules: Rules = [
        // Memory goes back, and is resized where it is.
        libc::SYS_brk,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_madvise,
        // Locks, clocks, randomness for hash tables.
        libc::SYS_futex,
        libc::SYS_clock_gettime,
        libc::SYS_getrandom,
        libc::SYS_sched_yield,
        // Ending, and saying why: an abort looks up itself and blocks signals.
        libc::SYS_getpid,
        libc::SYS_gettid,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_sigaltstack,
        libc::SYS_exit,
        libc::SYS_exit_group,
    ]
    .into_iter()
    .map(|call| (call, Vec::new()))
    .collect();
    // Only the three pipes: a file left open by whoever started the parent is of no use.
    allow(&mut rules, libc::SYS_read, &[&[equals(0, 0)?]])?;
    let to_pipes = [[equals(0, 1)?], [equals(0, 2)?]];
    for call in [libc::SYS_write, libc::SYS_writev] {
        allow(&mut rules, call, &[&to_pipes[0], &to_pipes[1]])?;
    }
    let pipes = [[equals(0, 0)?], [equals(0, 1)?], [equals(0, 2)?]];
    allow(&mut rules, libc::SYS_close, &[&pipes[0], &pipes[1], &pipes[2]])?;
    // New memory holds nobody's file and no program.
    let data_only = without(2, libc::PROT_EXEC)?;
    let nameless = with(3, libc::MAP_ANONYMOUS)?;
    allow(&mut rules, libc::SYS_mmap, &[&[data_only.clone(), nameless]])?;
    allow(&mut rules, libc::SYS_mprotect, &[&[data_only]])?;
    // An abort is a signal to oneself.
    let itself = equals(0, u64::from(process::id()))?;
    let abort = equals(2, u64::from(libc::SIGABRT.unsigned_abs()))?;
    allow(&mut rules, libc::SYS_tgkill, &[&[itself, abort]])?;
    Ok(rules)
}

fn allow(
    rules: &mut Rules,
    call: c_long,
    ways: &[&[Condition]],
) -> Result<(), seccompiler::BackendError> {
    for way in ways {
        rules.entry(call).or_default().push(SeccompRule::new(way.to_vec())?);
    }
    Ok(())
}

fn equals(argument: u8, value: u64) -> Result<Condition, seccompiler::BackendError> {
    Condition::new(argument, Length::Dword, Compare::Eq, value)
}

fn with(argument: u8, flag: i32) -> Result<Condition, seccompiler::BackendError> {
    let flag = u64::from(flag.unsigned_abs());
    Condition::new(argument, Length::Dword, Compare::MaskedEq(flag), flag)
}

fn without(argument: u8, flag: i32) -> Result<Condition, seccompiler::BackendError> {
    let flag = u64::from(flag.unsigned_abs());
    Condition::new(argument, Length::Dword, Compare::MaskedEq(flag), 0)
}
