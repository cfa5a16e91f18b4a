"""What a worker process gives up before it meets a stranger's query: the network, other programs, much memory.

The engine follows SERVICE to any host and no option of it says no, so the kernel says it: sockets and programs
are refused to this thread and every thread that it starts (seccomp). File descriptors cannot be taken away
instead, since the store opens its files when it needs them.
"""

import ctypes
import errno
import os
import platform
import resource
import socket
import struct
from collections.abc import Mapping

MEMORY_BYTES = 2 * 1024**3

# Machine -> (name in audit records, number of socket, of connect, ptrace, io_uring_setup, and of execve, execveat),
# from the kernel's headers
_CALLS: Mapping[str, tuple[int, int, tuple[int, ...], tuple[int, ...]]] = {
    "x86_64": (0xC000003E, 41, (42, 101, 425), (59, 322)),
    "aarch64": (0xC00000B7, 198, (203, 117, 425), (221, 281)),
}
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
_LOAD, _AND, _IF_EQUAL, _RETURN = 0x20, 0x54, 0x15, 0x06
_NUMBER_AT, _MACHINE_AT, _FIRST_AT, _SECOND_AT = 0, 4, 16, 24  # bytes in struct seccomp_data
_KIND = 0xF  # the bits of a socket's type that say what it is


class ConfinementError(OSError):
    """The kernel would not take the rules, so no stranger's query may run here."""


def confine(*, programs: bool = False) -> None:
    """Refuse sockets to this thread and its children, programs too unless they are allowed, and core dumps.

    With `programs` a socket within the machine may be opened but connected to nothing: LibreOffice makes one to see
    whether it runs already, and ends without it.

    On a machine whose system calls are not listed here `queries.guard` alone stands before SERVICE.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if platform.machine() in _CALLS:
        machine, sockets, network, starting = _CALLS[platform.machine()]
        refused = network if programs else (sockets, *network, *starting)
        _install(_program(machine, refused, sockets))


def limit_memory() -> None:
    """Hold the process to 2 GB of addresses: an allocation beyond ends it instead of the machine."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def _program(machine: int, refused: tuple[int, ...], sockets: int) -> bytes:
    """Return the filter: a foreign machine's calls and the refused ones fail with EPERM, all others pass.

    Of sockets only streams within the machine pass.
    """
    rules = [(_LOAD, "", "", _NUMBER_AT), *((_IF_EQUAL, "refuse", "", number) for number in refused)]
    local = [
        (_IF_EQUAL, "", "allow", sockets),
        (_LOAD, "", "", _FIRST_AT),
        (_IF_EQUAL, "", "refuse", socket.AF_UNIX),
        (_LOAD, "", "", _SECOND_AT),
        (_AND, "", "", _KIND),
        (_IF_EQUAL, "allow", "refuse", socket.SOCK_STREAM),
    ]
    steps = [(_LOAD, "", "", _MACHINE_AT), (_IF_EQUAL, "", "refuse", machine), *rules, *local]
    places = {"allow": len(steps), "refuse": len(steps) + 1}
    written = [
        (code, *(places[to] - at - 1 if to else 0 for to in (then, otherwise)), value)
        for at, (code, then, otherwise, value) in enumerate(steps)
    ]
    return b"".join(
        struct.pack("=HBBI", *step) for step in (*written, (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE))
    )


def _install(program: bytes) -> None:
    steps = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(steps))
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or library.prctl(
        _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.create_string_buffer(header, len(header)), 0, 0
    ):
        code = ctypes.get_errno()
        raise ConfinementError(code, f"seccomp: {os.strerror(code)}")
