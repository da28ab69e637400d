"""Files as agencies deliver them, made up: pensions of invented persons, and ways to read a version back."""

from __future__ import annotations

import random
from pathlib import Path

from mingjian.intake.csv_repair import record_text
from mingjian.lake import Lake, Manifest
from mingjian.lake.sql import connect

HEADER = ["姓名", "身份证号", "待遇月份", "金额", "发放月份"]
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def person_id(number: int) -> str:
    """A valid number of nobody: a region that never was, born in 1901."""
    body = f"999999{19010101 + number // 900 % 12 * 100}{number % 900 + 1:03d}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, _WEIGHTS, strict=True)) % 11]


def pension_rows(count: int, seed: int = 0) -> list[list[str]]:
    """Clean rows: name, id, month, amount, month of payment."""
    chance = random.Random(seed)
    return [
        [
            chance.choice("张王李赵") + chance.choice("伟芳娜敏"),
            person_id(number % max(1, count // 3)),
            f"2022-{number % 12 + 1:02d}",
            f"{chance.randint(100000, 500000) / 100:.2f}",
            f"2022-{number % 12 + 1:02d}",
        ]
        for number in range(count)
    ]


def csv_text(rows: list[list[str]], header: list[str] | None = None, delimiter: str = ",", end: str = "\n") -> str:
    return "".join(record_text(row, delimiter)[:-1] + end for row in [header or HEADER, *rows])


def write_csv(path: Path, rows: list[list[str]], encoding: str = "utf-8", **more: object) -> Path:
    path.write_bytes(csv_text(rows, **more).encode(encoding))  # type: ignore[arg-type]
    return path


def fetch(lake: Lake, manifest: Manifest, columns: list[str]) -> list[tuple]:
    """Rows in the order of their lines."""
    with connect() as con:
        sql = lake.scan_sql(manifest, [*columns, "_file", "_line"], numbered=False, sealed=True)
        return [row[:-2] for row in con.execute(f"SELECT * FROM ({sql}) ORDER BY _file, _line").fetchall()]


def rejects(lake: Lake, manifest: Manifest, kind: str = "quarantine") -> list[tuple]:
    """line, reasons, raw of what was not accepted."""
    ref = getattr(manifest, kind)
    if ref is None:
        return []
    with connect() as con:
        path = str(lake.file(ref.path))
        return con.execute("SELECT line, reasons, raw FROM read_parquet(?) ORDER BY file, line", [path]).fetchall()
