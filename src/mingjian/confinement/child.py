"""The child: puts up its walls, tells which stand, then does one job after the other. Started by `Confined` alone.

A message is four bytes of length and JSON. Of the parent's environment, files and terminal it has nothing.
"""

from __future__ import annotations

import importlib
import json
import os
import struct
import sys
from typing import Any, BinaryIO

from mingjian.confinement import walls

__all__ = ["main"]


def main() -> None:
    """Read what is wanted, wall in, work until the pipe ends."""
    jobs, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    wanted = _read(jobs)
    if wanted is None:
        return
    null = os.open(os.devnull, os.O_RDWR)
    for handle in (0, 1, 2):
        os.dup2(null, handle)
    spaces = walls.own_namespaces()
    walls.tied_to_parent(wanted["parent"])
    alive, ours = os.pipe()
    inner = os.fork()
    if inner:
        os.close(ours)
        jobs.close()
        answers.close()
        _, status = os.waitpid(inner, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 0x7F)
    os.close(alive)
    os.nice(5)
    walls.tied_to_parent()
    _enter(wanted, spaces, answers)
    while (job := _read(jobs)) is not None:
        _write(answers, _done(job))


def _enter(wanted: dict[str, Any], spaces: bool, answers: BinaryIO) -> None:
    counted = wanted["tasks"] if spaces and walls.counts_apart() else None
    walls.set_limits(wanted["address"], wanted["file"], counted)
    for name in wanted["modules"]:
        importlib.import_module(name)
    stand = {
        "namespaces": spaces,
        "landlock": walls.fence_files(wanted["read"], wanted["write"]),
        "root": os.getuid() == 0,
    }
    walls.drop_rights()
    _write(answers, {"walls": {**stand, "seccomp": walls.forbid_calls()}})


def _done(job: dict[str, Any]) -> dict[str, Any]:
    """The job's answer, or what kind of error it ended with."""
    module, _, name = job["job"].partition(":")
    try:
        return {"value": getattr(importlib.import_module(module), name)(job["given"])}
    except MemoryError:
        return {"failed": "MemoryError", "said": ""}
    except Exception as error:  # whatever hostile data makes a library raise
        return {"failed": type(error).__name__, "said": str(error)[:500]}


def _read(pipe: BinaryIO) -> dict[str, Any] | None:
    head = pipe.read(4)
    if len(head) < 4:
        return None
    read: dict[str, Any] = json.loads(pipe.read(struct.unpack("!I", head)[0]))
    return read


def _write(pipe: BinaryIO, message: dict[str, Any]) -> None:
    data = json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass")
    pipe.write(struct.pack("!I", len(data)) + data)
    pipe.flush()


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    main()
