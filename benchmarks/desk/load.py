"""`python -m benchmarks.desk.load`: a hundred people at a desk of 200,000 clues on PostgreSQL, for ten minutes.

Makes a database of its own, fills it, serves it with `mingjian serve`, lets everybody log in and work, then looks in
the database whether anything was lost or doubled. Beside it, in the same run, a page of a bare Django is asked twice a
second. Ends with 0 when nothing went wrong and 95 of 100 reads took less than a second.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from benchmarks.desk.checks import wrong
from benchmarks.desk.fill import PASSWORD, Person, fill_desk, make_lake, new_people
from benchmarks.desk.served import Served, machine_busy, serve_bare, serve_desk
from benchmarks.desk.visitor import Asked, Log, Visitor
from benchmarks.targets import Target
from mingjian.lake import Lake

__all__ = ["main"]

SERVER = os.environ.get("MINGJIAN_POSTGRES", "")
WRITES = ("claim", "step", "checklist", "letter", "log-in")
BOUND = 1.0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk.load", description=__doc__)
    parser.add_argument("--users", type=int, default=100)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--think", type=float, default=5, help="mean pause in seconds, exponential")
    parser.add_argument("--clues", type=int, default=200_000)
    parser.add_argument("--found", type=int, default=20_000, help="how many of them a run has found, to be worked on")
    parser.add_argument("--server", default=SERVER, help="PostgreSQL to make a database on (MINGJIAN_POSTGRES)")
    parser.add_argument("--workers", type=int, default=2, help="processes of the desk that answer")
    parser.add_argument("--threads", type=int, default=4, help="threads of each")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to keep lake and desk; filled before: used as it is")
    parser.add_argument("--json", type=Path, default=Path("desk-load.json"), help="where the figures go")
    options = parser.parse_args(arguments)
    if not options.server:
        parser.error("name a PostgreSQL with --server or MINGJIAN_POSTGRES")
    return options


def main(arguments: list[str] | None = None) -> int:
    """Measure; 0 when all targets are met."""
    options = _options(arguments)
    home = options.folder or Path(tempfile.mkdtemp(prefix="mingjian-load-"))
    name = f"mingjian_load_{abs(hash(home.absolute())) % 10**8 if options.folder else os.getpid()}"
    try:
        people = _desk(options, home, name)
        result = _measure(options, home, people)
    finally:
        if options.folder is None:
            shutil.rmtree(home, ignore_errors=True)
            _on_server(options.server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    options.json.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0 if result["passed"] else 1


def _desk(options: argparse.Namespace, home: Path, name: str) -> list[Person]:
    """The desk, made now or before; this process has it open."""
    from mingjian.desk.setup import make_desk, migrate, open_desk

    people = home / "people.json"
    if people.exists():
        print(f"the desk in {home} is used as it is")
        open_desk(home / "desk")
        migrate()
        made = [Person(**one) for one in json.loads(people.read_text(encoding="utf-8"))]
        made += new_people(len(made), options.users)
        people.write_text(json.dumps([asdict(one) for one in made]), encoding="utf-8")
        return made
    print(f"filling a desk with {options.clues:,} clues ({options.found:,} of them found by a run)", flush=True)
    _on_server(options.server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    _on_server(options.server, f'CREATE DATABASE "{name}"')
    url = urlsplit(options.server)._replace(path=f"/{name}").geturl()
    lake = make_lake(home, options.found)
    make_desk(home / "desk", lake.path, database=url, workers=options.workers, threads=options.threads)
    open_desk(home / "desk")
    migrate()
    made = fill_desk(lake, options.clues, options.users)
    people.write_text(json.dumps([asdict(one) for one in made]), encoding="utf-8")
    return made


def _on_server(server: str, sql: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.encode())


def _measure(options: argparse.Namespace, home: Path, people: list[Person]) -> dict[str, Any]:
    from django.db import connections

    from mingjian.desk.clues.models import Clue

    clues, since, log = Clue.objects.count(), datetime.now(UTC), Log()
    connections.close_all()
    desk, bare = serve_desk(home / "desk"), serve_bare()
    try:
        print(f"the desk answers after {desk.seconds:.1f} s; {len(people[: options.users])} people log in", flush=True)
        visitors = [
            Visitor(desk.port, one.username, PASSWORD, one.role, options.think, options.seed * 100_000 + number, log)
            for number, one in enumerate(people[: options.users])
        ]
        for number, one in enumerate(visitors):
            one.partner = visitors[number ^ 1] if number ^ 1 < len(visitors) else None
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(Visitor.log_in, visitors))
        at, probes = time.perf_counter(), list[Asked]()
        until = at + options.minutes * 60
        cpu = (desk.cpu(), time.process_time(), *machine_busy())
        threading.Thread(target=_probe, args=(bare, until, probes), daemon=True).start()
        for one in visitors:
            one.until = until
            one.start()
        while (left := until - time.perf_counter()) > 0:
            time.sleep(min(left, 30))
            print(f"  {max(0, until - time.perf_counter()):4.0f} s left, {len(log.asked)} requests", flush=True)
        for one in visitors:
            one.join(timeout=90)
        wall = time.perf_counter() - at
        spent = [now - then for now, then in zip((desk.cpu(), time.process_time(), *machine_busy()), cpu, strict=True)]
        stopped = desk.stop()
    finally:
        desk.kill()
        bare.kill()
    problems = wrong(log, since, Lake.open(home / "lake"))
    problems += [f"the server ended with {stopped}"] if stopped else []
    return _told(options, clues, log, [one for one in log.asked if one.at >= at], probes, problems, {
        "wall": wall, "desk": spent[0], "generator": spent[1], "machine": spent[2], "machine_had": spent[3],
        "start": desk.seconds,
    })  # fmt: skip


def _probe(bare: Served, until: float, asked: list[Asked]) -> None:
    """A page of a bare Django, twice a second."""
    while (begun := time.perf_counter()) < until:
        with urllib.request.urlopen(bare.address, timeout=60) as answer:
            answer.read()
        asked.append(Asked("bare Django", begun, time.perf_counter() - begun, answer.status))
        time.sleep(0.5)


def _told(
    options: argparse.Namespace, clues: int, log: Log, asked: list[Asked], probes: list[Asked], problems: list[str],
    seconds: dict[str, float],
) -> dict[str, Any]:  # fmt: skip
    kinds = {kind: [one for one in asked if one.kind == kind] for kind in sorted({one.kind for one in asked})}
    reads = [one for one in asked if one.kind not in WRITES]
    rows = {
        **kinds, "ALL READS": reads, "ALL WRITES": [one for one in asked if one.kind in WRITES], "bare Django": probes,
    }  # fmt: skip
    table = {name: _figures(rows_) for name, rows_ in rows.items()}
    print(f"\n{'seconds':14}{'n':>7}{'median':>9}{'p95':>8}{'p99':>8}{'longest':>9}{'told 409':>10}{'errors':>8}")
    for name, one in table.items():
        print(f"{name:14}{one['n']:>7}{one['p50']:>9.3f}{one['p95']:>8.3f}{one['p99']:>8.3f}{one['max']:>9.3f}"
              f"{one['conflicts']:>10}{one['errors']:>8}")  # fmt: skip
    errors = log.errors + [f"{one.kind}: {one.status}" for one in log.asked if one.status >= 500 or one.status == 0]
    lost = sum(((mine, others).count(200), (mine, others).count(409)) != (1, 1) for _, mine, others in log.races)
    targets = [
        Target("p95 of reads, s", table["ALL READS"]["p95"], BOUND),
        Target("errors", len(errors), 0), Target("lost, doubled or half done", len(problems), 0),
    ]  # fmt: skip
    others = seconds["machine"] - seconds["desk"] - seconds["generator"]
    writes = len(rows["ALL WRITES"])
    print(f"\n{len(reads) / seconds['wall']:.1f} reads and {writes / seconds['wall']:.1f} writes a second;"
          f" {len(log.acts)} accepted acts, {len(log.races)} claims by two at once ({lost} of them won by a third),"
          f" {len(log.letters)} steps of letters")  # fmt: skip
    print(f"CPU seconds of {seconds['machine_had']:.0f}: desk {seconds['desk']:.0f}, generator"
          f" {seconds['generator']:.0f}, all others (PostgreSQL, bare Django, and what else ran) {others:.0f};"
          f" idle {seconds['machine_had'] - seconds['machine']:.0f}")  # fmt: skip
    for told in [*errors[:10], *problems[:10]]:
        print("wrong:", told)
    for target in targets:
        print(f"{'met   ' if target.met else 'MISSED'} {target.name}: {target.value:.3g} (at most {target.bound:g})")
    passed = all(one.met for one in targets)
    size = f"{options.users} users, {options.minutes:g} minutes, {clues:,} clues"
    print(f"VERDICT: {'passed' if passed else 'FAILED'}: {size}")
    return {
        "passed": passed, "users": options.users, "minutes": options.minutes, "think": options.think, "clues": clues,
        "workers": options.workers, "threads": options.threads, "cores": os.cpu_count(),
        "python": platform.python_version(), "on": datetime.now(UTC).isoformat(timespec="seconds"), "table": table,
        "seconds": seconds, "acts": len(log.acts), "races": len(log.races), "letters": len(log.letters),
        "errors": errors[:100], "problems": problems[:100],
    }  # fmt: skip


def _figures(asked: list[Asked]) -> dict[str, float]:
    times = sorted(one.seconds for one in asked) or [float("nan")]

    def at(share: float) -> float:
        return times[min(len(times) - 1, int(share * len(times)))]

    return {
        "n": len(asked), "p50": at(0.5), "p95": at(0.95), "p99": at(0.99), "max": times[-1],
        "conflicts": sum(one.status == 409 for one in asked),
        "errors": sum(one.status not in (200, 204, 302, 409) for one in asked),
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
