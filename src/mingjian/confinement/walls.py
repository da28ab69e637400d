"""What a child puts up around itself before it does anything: kernel calls through ctypes, each wall by itself.

A wall that the kernel does not have is left out and told; the others stand. Run once, in a process of one thread.
Sources: prctl(2), unshare(2), landlock(7), seccomp(2), capabilities(7).
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import resource
import struct
from collections.abc import Sequence

__all__ = [
    "counts_apart",
    "drop_rights",
    "fence_files",
    "forbid_calls",
    "own_namespaces",
    "set_limits",
    "tied_to_parent",
]

_libc = ctypes.CDLL(None, use_errno=True)
_PDEATHSIG, _NO_NEW_PRIVS, _SECCOMP, _SUBREAPER, _CAPBSET_DROP = 1, 38, 22, 36, 24
_NEWNS, _NEWUTS, _NEWIPC, _NEWUSER, _NEWPID, _NEWNET = 0x20000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000
_KILL = 9


def tied_to_parent(parent: int | None = None) -> None:
    """Die with the parent. `parent`: its number, where it can be seen; gone already means dying at once."""
    _libc.prctl(_PDEATHSIG, _KILL, 0, 0, 0)
    _libc.prctl(_SUBREAPER, 1, 0, 0, 0)
    if parent is not None and os.getppid() != parent:
        os._exit(1)


def own_namespaces() -> bool:
    """Another network (with nothing in it), other processes, users and queues; False where the kernel forbids it."""
    user, group = os.getuid(), os.getgid()
    if _libc.unshare(_NEWUSER | _NEWNET | _NEWPID | _NEWIPC | _NEWUTS) != 0:
        return False
    for file, line in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        with contextlib.suppress(OSError), open(f"/proc/self/{file}", "w", encoding="ascii") as out:  # noqa: PTH123
            out.write(line)
    return True


def counts_apart() -> bool:
    """Whether processes are counted by namespace (Linux 5.14): before, a bound would count all that the user runs."""
    head = platform.release().split("-")[0].split(".")
    return [int(one) for one in head[:2] if one.isdigit()] >= [5, 14]


def set_limits(address: int, file: int, tasks: int | None) -> None:
    """Bytes of addresses and of a file, processes and threads; no core, few files open."""
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, address),
        (resource.RLIMIT_FSIZE, file),
        (resource.RLIMIT_NOFILE, 512),
        *([(resource.RLIMIT_NPROC, tasks)] if tasks is not None else []),
    ):
        hard = resource.getrlimit(kind)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (bound, bound))


def drop_rights() -> None:
    """No right of root, in any namespace, and no way to get one."""
    _libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0)
    for right in range(64):
        _libc.prctl(_CAPBSET_DROP, right, 0, 0, 0)
    header = ctypes.create_string_buffer(struct.pack("=Ii", 0x20080522, 0))
    _libc.capset(header, ctypes.create_string_buffer(24))


# --- files: Landlock -------------------------------------------------------------------------------------------------

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_V1, _REFER, _TRUNCATE, _IOCTL = (1 << 13) - 1, 1 << 13, 1 << 14, 1 << 15


def landlock_version() -> int:
    """Of the kernel; 0 for none."""
    return max(0, int(_libc.syscall(_CREATE, None, ctypes.c_size_t(0), 1)))


def fence_files(read: Sequence[str], write: Sequence[str]) -> int:
    """Allow reading below some paths and everything below others, and no other file at all. Returns the kernel's
    version of Landlock, 0 where it has none."""
    version = landlock_version()
    if not version:
        return 0
    every = _V1 | (_REFER if version >= 2 else 0) | (_TRUNCATE if version >= 3 else 0) | (_IOCTL if version >= 5 else 0)
    network, scoped = (3 if version >= 4 else 0), (3 if version >= 6 else 0)
    rules = struct.pack("=QQQ", every, network, scoped)[: 24 if version >= 6 else 16 if version >= 4 else 8]
    ruleset = _libc.syscall(_CREATE, ctypes.create_string_buffer(rules, len(rules)), ctypes.c_size_t(len(rules)), 0)
    if ruleset < 0:
        return 0
    for paths, allowed in ((read, _READ_FILE | _READ_DIR | _EXECUTE), (write, every)):
        for path in paths:
            _allow(ruleset, path, allowed)
    _libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0)
    done = _libc.syscall(_RESTRICT, ruleset, 0)
    os.close(ruleset)
    return version if done == 0 else 0


def _allow(ruleset: int, path: str, allowed: int) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    if not os.path.isdir(path):  # noqa: PTH112 - a name, before anything is imported
        allowed &= _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL
    _libc.syscall(_ADD, ruleset, 1, ctypes.create_string_buffer(struct.pack("=Qi", allowed, handle)), 0)
    if not path.startswith("/proc/self/"):  # such a file would be another one once the kernel forgot it
        os.close(handle)


# --- calls: seccomp --------------------------------------------------------------------------------------------------

_LOAD, _EQUAL, _SET, _RETURN = 0x20, 0x15, 0x45, 0x06
_ALLOW, _EPERM, _ENOSYS = 0x7FFF0000, 0x00050001, 0x00050000 | 38
_CLONE_THREAD = 0x10000

_NUMBERS: dict[str, tuple[int, dict[str, int]]] = {
    "x86_64": (0xC000003E, {
        "socket": 41, "connect": 42, "bind": 49, "execve": 59, "execveat": 322, "fork": 57, "vfork": 58, "ptrace": 101,
        "process_vm_readv": 310, "process_vm_writev": 311, "kill": 62, "tgkill": 234, "tkill": 200,
        "rt_sigqueueinfo": 129, "rt_tgsigqueueinfo": 297, "pidfd_send_signal": 424, "pidfd_getfd": 438,
        "io_uring_setup": 425, "bpf": 321, "userfaultfd": 323, "perf_event_open": 298, "unshare": 272, "setns": 308,
        "mount": 165, "add_key": 248, "request_key": 249, "keyctl": 250, "clone": 56, "clone3": 435,
    }),
    "aarch64": (0xC00000B7, {
        "socket": 198, "connect": 203, "bind": 200, "execve": 221, "execveat": 281, "ptrace": 117,
        "process_vm_readv": 270, "process_vm_writev": 271, "kill": 129, "tgkill": 131, "tkill": 130,
        "rt_sigqueueinfo": 138, "rt_tgsigqueueinfo": 240, "pidfd_send_signal": 424, "pidfd_getfd": 438,
        "io_uring_setup": 425, "bpf": 280, "userfaultfd": 282, "perf_event_open": 241, "unshare": 97, "setns": 268,
        "mount": 40, "add_key": 217, "request_key": 218, "keyctl": 219, "clone": 220, "clone3": 435,
    }),
}  # fmt: skip
"""Numbers of calls by machine, as in the kernel's tables."""


def forbid_calls() -> bool:
    """No other program, no process, no socket, no signal to anybody else: those calls fail. Threads can be made. False
    where the kernel has no filter or the machine is none we know."""
    known = _NUMBERS.get(platform.machine())
    if known is None:
        return False
    arch, numbers = known
    plain = [number for name, number in numbers.items() if name not in ("clone", "clone3", "kill", "tgkill")]
    code = [_op(_LOAD, 4), _op(_EQUAL, arch, 1, 0), _op(_RETURN, _EPERM), _op(_LOAD, 0)]
    if platform.machine() == "x86_64":  # the other numbering of the same machine
        code += [_op(0x35, 0x40000000, 0, 1), _op(_RETURN, _EPERM)]
    for number in plain:
        code += [_op(_EQUAL, number, 0, 1), _op(_RETURN, _EPERM)]
    code += [_op(_EQUAL, numbers["clone3"], 0, 1), _op(_RETURN, _ENOSYS)]
    code += [
        _op(_EQUAL, numbers["clone"], 0, 4),
        _op(_LOAD, 16),
        _op(_SET, _CLONE_THREAD, 1, 0),
        _op(_RETURN, _EPERM),
        _op(_RETURN, _ALLOW),
    ]
    for name in ("kill", "tgkill"):
        code += [
            _op(_EQUAL, numbers[name], 0, 4),
            _op(_LOAD, 16),
            _op(_EQUAL, os.getpid(), 1, 0),
            _op(_RETURN, _EPERM),
            _op(_RETURN, _ALLOW),
        ]
    code.append(_op(_RETURN, _ALLOW))
    text = ctypes.create_string_buffer(b"".join(code))
    program = ctypes.create_string_buffer(struct.pack("@HP", len(code), ctypes.addressof(text)))
    _libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0)
    return bool(_libc.prctl(_SECCOMP, 2, program, 0, 0) == 0)


def _op(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("=HBBI", code, yes, no, value)
