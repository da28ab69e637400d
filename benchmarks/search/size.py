"""How fast a search is over 100,000 documents, at rest and while another process builds an index of as many beside it.

The reader's own processor time tells what a search costs, wall time what somebody waits: on a machine with other work
the latter is the machine's as much as ours.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.search.runs import Run
from benchmarks.search.texts import documents, questions
from mingjian.knowledge import PUBLIC, Index, Query, search

__all__ = ["measure"]

_DOCUMENTS, _QUESTIONS = 100_000, 300
_BUILD = "from benchmarks.search.size import rebuild; rebuild({data!r}, {folder!r})"


def measure(data: Path, work: Path, exam: bool) -> Iterator[Run]:
    """Time of questions at rest, and of the same while the index is built anew beside the one that answers."""
    asked, folder = questions(data, exam)[:_QUESTIONS], work / "size"
    begun = time.process_time()
    shutil.rmtree(folder, ignore_errors=True)
    Index(folder).replace(documents(data, _DOCUMENTS))
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
    print(f"built in {time.process_time() - begun:.1f} s CPU with reading the laws, {size:.0f} MB")
    yield from _asked(Index(folder), asked, "at rest")
    code = _BUILD.format(data=str(data), folder=str(folder))
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as builder:
        assert builder.stdout is not None
        builder.stdout.readline()
        yield from _asked(Index(folder), asked, "while an index is built")
        print(f"the builder was {'still at it' if builder.poll() is None else 'done before the last question'}")
        if builder.wait():
            raise RuntimeError("the builder failed")
    yield from _asked(Index(folder), asked, "with the new one")


def rebuild(data: str, folder: str) -> None:
    """Build the index anew, told on standard output when the writing begins."""
    made = list(documents(Path(data), _DOCUMENTS))
    print("building", flush=True)
    Index(folder).replace(made)


def _asked(index: Index, asked: list[str], when: str) -> Iterator[Run]:
    times = {}
    search(index.snapshot(), Query(asked[0]), PUBLIC)
    for text in asked:
        wall, processor = time.perf_counter(), time.process_time()
        search(index.snapshot(), Query(text, limit=10), PUBLIC)
        ours = {"CPU ms": time.process_time() - processor, "wall ms": time.perf_counter() - wall}
        times[text] = {name: value * 1000 for name, value in ours.items()}
    for name in ("CPU ms", "wall ms"):
        values = [one[name] for one in times.values()]
        print(f"{when}, {name}: median {np.median(values):.1f}, p95 {np.quantile(values, 0.95):.1f}", flush=True)
    yield Run(f"size, {when}", times)
