"""Which walls a machine does not have, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Lack", "lacks_of"]


@dataclass(frozen=True, slots=True)
class Lack:
    """A wall this machine does not have, in words; the others stand."""

    wall: str
    zh: str
    en: str


def lacks_of(walls: Mapping[str, Any]) -> tuple[Lack, ...]:
    """Of what a child told. With neither namespaces nor a filter of calls the network is open."""
    spaces, calls, files = bool(walls.get("namespaces")), bool(walls.get("seccomp")), int(walls.get("landlock") or 0)
    found = []
    if not files:
        found.append(
            Lack("landlock", "内核没有 Landlock，受限进程能读取本用户可读的文件",
                 "the kernel has no Landlock: the child can read what this user can read")
        )  # fmt: skip
    if not spaces:
        found.append(
            Lack("namespaces", "系统不允许用户命名空间，进程和网络没有隔开",
                 "user namespaces are not allowed: processes and network are not apart")
        )  # fmt: skip
    if not calls:
        found.append(
            Lack("seccomp", "没有系统调用过滤，受限进程能启动别的进程",
                 "calls are not filtered: the child can start other processes")
        )  # fmt: skip
    if not spaces and not calls and files < 4:
        found.append(
            Lack("network", "没有隔断网络的办法，受限进程能连接网络", "nothing bars the network: the child can connect")
        )  # fmt: skip
    return tuple(found)
