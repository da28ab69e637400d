"""Mangling of agency files, by seed: every way a delivery may come broken. `python mangle.py SEED` shows one."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from agency_files import HEADER, csv_text, pension_rows
from mangle_books import BOMBS, bomb, xls, xlsx

Rows = list[list[str]]


def mangled(folder: Path, seed: int) -> Path:
    """Write the file of a seed."""
    chance = random.Random(seed)
    rows = pension_rows(chance.choice([0, 1, 3, 40, 200]), seed)
    header = list(HEADER)
    for _ in range(chance.randint(0, 3)):
        chance.choice(_TABLES)(chance, header, rows)
    return chance.choice(_FORMATS)(chance, folder, header, rows)


# -- what happens to the table ------------------------------------------------------------------------------


def _shuffle(chance: random.Random, header: list[str], rows: Rows) -> None:
    order = list(range(len(header)))
    chance.shuffle(order)
    header[:] = [header[i] for i in order]
    rows[:] = [[row[i] if i < len(row) else "" for i in order] for row in rows]


def _junk_columns(chance: random.Random, header: list[str], rows: Rows) -> None:
    extra = chance.choice([1, 7, 400])
    header += [f"列{i}" for i in range(extra)]
    for row in rows:
        row += [chance.choice(["", "x", "备注"]) for _ in range(extra)]


def _duplicate_header(chance: random.Random, header: list[str], rows: Rows) -> None:
    header[chance.randrange(len(header))] = chance.choice(header)


def _blank_header(chance: random.Random, header: list[str], rows: Rows) -> None:
    header[chance.randrange(len(header))] = chance.choice(["", " ", "\t", "?"])


def _ragged(chance: random.Random, header: list[str], rows: Rows) -> None:
    for row in rows:
        if chance.random() < 0.2:
            del row[chance.randrange(len(row) + 1) :]
        elif chance.random() < 0.1:
            row += ["多"] * chance.randint(1, 4)


def _cells(chance: random.Random, header: list[str], rows: Rows) -> None:
    odd = ["", " ", "=1+1", '"', "\n", "\r", "a\x00b", "’", "９９", "#N/A", "1e400", "-0", "9" * 40, "长期", "😀"]
    odd += [
        "\ufeff",
        "2022-02-30",
        "民国111年",
        "3.40102E+17",
        "1899-12-30",
        "'3401",
        '=HYPERLINK("x")',
        "@SUM(1)",
        "NaN",
        "，",
        "\u2028",
        "\x1a",
    ]
    odd += ["}{", "'; DROP TABLE x", '=HYPERLINK("x")', "@SUM(1)"]
    for row in rows:
        for place in range(len(row)):
            if chance.random() < 0.1:
                row[place] = chance.choice(odd)


def _huge_cell(chance: random.Random, header: list[str], rows: Rows) -> None:
    if rows and rows[0]:
        row = chance.choice(rows)
        if row:
            row[chance.randrange(len(row))] = chance.choice('长a\n"') * 1_000_000


def _titles(chance: random.Random, header: list[str], rows: Rows) -> None:
    rows.insert(0, list(header))
    header[:] = ["某市发放表", *[""] * (len(header) - 1)]


def _totals(chance: random.Random, header: list[str], rows: Rows) -> None:
    rows.insert(chance.randint(0, len(rows)), [chance.choice(["合计", "总 计", "小计："]), "", "", "1.00", ""])
    rows += [[""] * 5] * chance.randint(0, 5)


def _repeat(chance: random.Random, header: list[str], rows: Rows) -> None:
    rows += [list(row) for row in rows for _ in range(chance.randint(0, 2))][:300]


_TABLES: list[Callable[[random.Random, list[str], Rows], None]] = [
    _shuffle, _junk_columns, _duplicate_header, _blank_header, _ragged, _cells, _huge_cell, _titles, _totals, _repeat,
]  # fmt: skip


# -- what it is written as ----------------------------------------------------------------------------------


def _csv(chance: random.Random, folder: Path, header: list[str], rows: Rows) -> Path:
    text = csv_text(rows, header, chance.choice(",,,\t;|"), chance.choice(["\n", "\r\n", "\r"]))
    encoding = chance.choice(["utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be", "big5", "latin-1"])
    path = folder / chance.choice(["a.csv", "a.txt", "a.tsv"])
    path.write_bytes(_spoiled(chance, text.encode(encoding, chance.choice(["replace", "ignore"]))))
    return path


def _spoiled(chance: random.Random, data: bytes) -> bytes:
    """Cut off, flipped, doubled or mixed bytes, in half of the files."""
    kind = chance.choice(["whole"] * 6 + ["cut", "flip", "insert", "double", "mix", "tail"])
    if not data or kind == "whole":
        return data
    at = chance.randrange(len(data))
    if kind == "cut":
        return data[:at]
    if kind == "flip":
        return b"".join(bytes([b ^ 0xFF]) if chance.random() < 0.001 else bytes([b]) for b in data[:300_000])
    if kind == "insert":
        return data[:at] + chance.choice([b"\xff\xfe", b"\x00" * 9, b'"', b"\r", b"\n\n", b"\x80"]) + data[at:]
    if kind == "double":
        return data + data[at:]
    if kind == "mix":
        return data + "再来一行,没有,别的\n".encode("gb18030")
    return data + b"\x00" * chance.choice([1, 5000])


def _xlsx(chance: random.Random, folder: Path, header: list[str], rows: Rows) -> Path:
    path = folder / "a.xlsx"
    xlsx(chance, path, header, rows)
    data = path.read_bytes()
    path.write_bytes(_spoiled(chance, data) if chance.random() < 0.5 else data)
    return path if chance.random() < 0.9 else path.rename(folder / chance.choice(["a.xls", "a.csv", "a.et"]))


def _xls(chance: random.Random, folder: Path, header: list[str], rows: Rows) -> Path:
    path = folder / "a.xls"
    xls(chance, path, header, rows)
    data = path.read_bytes()
    path.write_bytes(_spoiled(chance, data) if chance.random() < 0.5 else data)
    return path if chance.random() < 0.9 else path.rename(folder / chance.choice(["a.xlsx", "a.csv"]))


def _jsonl(chance: random.Random, folder: Path, header: list[str], rows: Rows) -> Path:
    lines = [json.dumps(dict(zip(header, row, strict=False)), ensure_ascii=chance.random() < 0.5) for row in rows]
    lines = [
        line if chance.random() > 0.05 else chance.choice(["", "{", "[1]", "null", '{"a":{}}', line[:9]])
        for line in lines
    ]
    path = folder / "a.jsonl"
    path.write_bytes(_spoiled(chance, "\n".join(lines).encode(chance.choice(["utf-8", "gb18030"]), "replace")))
    return path


def _parquet(chance: random.Random, folder: Path, header: list[str], rows: Rows) -> Path:
    path = folder / "a.parquet"
    names = [f"{name}{i}" if header.count(name) > 1 or not name else name for i, name in enumerate(header)]
    columns = [[row[i] if i < len(row) else None for row in rows] for i in range(len(names))]
    pq.write_table(pa.table([pa.array(column, pa.string()) for column in columns], names=names), path)
    path.write_bytes(_spoiled(chance, path.read_bytes()))
    return path


def _sqlite(chance: random.Random, folder: Path, header: list[str], rows: Rows) -> Path:
    path = folder / "a.db"
    names = [f"{name}{i}" if header.count(name) > 1 or not name.strip() else name for i, name in enumerate(header)]
    names = names[:900]
    base = sqlite3.connect(path)
    listed = ", ".join('"' + name.replace('"', '""') + '"' for name in names)
    base.execute(f"CREATE TABLE t ({listed})")
    filled = [(row + [""] * len(names))[: len(names)] for row in rows]
    base.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(names))})", filled)
    base.commit()
    base.close()
    path.write_bytes(_spoiled(chance, path.read_bytes()))
    return path


def _json(chance: random.Random, folder: Path, header: list[str], rows: Rows) -> Path:
    """One list of objects, with things in it that are none."""
    items: list[object] = [dict(zip(header, row, strict=False)) for row in rows]
    items += chance.choice([[], [], [None], [[1]], ["x"], [{"a": {"b": [1]}}]])
    path = folder / "a.json"
    path.write_bytes(_spoiled(chance, json.dumps(items, ensure_ascii=chance.random() < 0.5).encode("utf-8", "replace")))
    return path


def _folder(chance: random.Random, folder: Path, header: list[str], rows: Rows) -> Path:
    """Two files at once, one of them of any kind."""
    inside = folder / "两个文件"
    for name in ("a", "b"):
        (inside / name).mkdir(parents=True)
    _csv(chance, inside / "a", header, rows)
    chance.choice([_csv, _xlsx, _jsonl, _parquet])(chance, inside / "b", header, rows)
    return inside


def _bomb(chance: random.Random, folder: Path, header: list[str], rows: Rows) -> Path:
    path = folder / "a.xlsx"
    bomb(chance.choice(BOMBS), path)
    return path


_FORMATS: list[Callable[[random.Random, Path, list[str], Rows], Path]] = [
    _csv, _csv, _csv, _csv, _csv, _xlsx, _xlsx, _xls, _jsonl, _jsonl, _json, _parquet, _sqlite, _folder, _bomb,
]  # fmt: skip
