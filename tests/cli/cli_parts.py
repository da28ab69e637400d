"""Calling the command line inside the process, and the agency files its tests take in."""

from __future__ import annotations

import io
import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mingjian.cli.main import main


@dataclass(frozen=True)
class Told:
    """What a command line gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which must be one JSON document and nothing else."""
        return json.loads(self.out)


def call(*words: object, lang: str | None = None) -> Told:
    """Run a command line in this process."""
    out, err = io.StringIO(), io.StringIO()
    before = os.environ.get("MINGJIAN_LANG")
    if lang is not None:
        os.environ["MINGJIAN_LANG"] = lang
    try:
        with redirect_stdout(out), redirect_stderr(err):
            try:
                code = main([str(word) for word in words])
            except SystemExit as ended:
                code = int(ended.code or 0)
    finally:
        if lang is not None:
            os.environ.pop("MINGJIAN_LANG") if before is None else os.environ.__setitem__("MINGJIAN_LANG", before)
    return Told(code, out.getvalue(), err.getvalue())


def program(*words: object, **environment: str) -> tuple[list[str], dict[str, str]]:
    """The program and its environment for a real process."""
    given = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "MINGJIAN_", "PYTHON"))
    }
    code = "from mingjian.cli.main import run; run()"
    return [sys.executable, "-c", code, *map(str, words)], {**given, **environment}


def person_id(number: int) -> str:
    """An invented resident id of 1950 with its check digit."""
    body = f"340102195001{number % 28 + 1:02d}{number:03d}"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return body + "10X98765432"[sum(int(c) * w for c, w in zip(body, weights, strict=True)) % 11]


def write_agency_files(folder: Path) -> None:
    """Deaths, pensions and relief: person 1 is paid for six months after death, person 2 only until it."""
    folder.mkdir()
    deaths = ["姓名,身份证号,死亡日期,火化日期,行政区划"]
    deaths += [f"王{n}三,{person_id(n)},2024-03-{n + 1:02d},2024-03-{n + 3:02d},340102" for n in (1, 2)]
    pensions = ["姓名,身份证号,所属月份,发放金额,行政区划"]
    for n in range(1, 6):
        last = {1: 9, 2: 3}.get(n, 12)
        pensions += [f"王{n}三,{person_id(n)},2024-{m:02d},{2000 + n}.50,340102" for m in range(1, last + 1)]
    relief = ["姓名,身份证号,救助类别,所属月份,发放金额,行政区划"]
    relief += [f"王5三,{person_id(5)},低保,2024-{m:02d},600,340102" for m in range(1, 4)]
    for name, lines in (("deaths", deaths), ("pensions", pensions), ("relief", relief)):
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
