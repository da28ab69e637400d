"""The texts an office trains on: a folder of JSON lines, each `{"text": …, "charges": ["盗窃罪", …]}`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from mingjian.assist.charges.learning import Example
from mingjian.law.charges import charges
from mingjian.law.selective import full_charge
from mingjian.standards.errors import nearest

__all__ = ["MaterialErrors", "Problem", "read_material"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, in both languages, and where: file and line."""

    where: str
    zh: str
    en: str


class MaterialErrors(Exception):
    """Everything that is wrong in the folder."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(f"{one.where}: {one.zh} / {one.en}" for one in problems))
        self.problems = problems


def read_material(folder: Path) -> list[Example]:
    """The examples of a folder's `*.jsonl`, each text once, in the order of their files. MaterialErrors when any line
    cannot be used or there is none; charges are told by today's names."""
    problems: list[Problem] = []
    found: dict[str, Example] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
            if line.strip():
                example = _example(line, f"{path.name}:{number}", problems)
                if example:
                    found.setdefault("".join(example.text.split()), example)
    if not found and not problems:
        problems.append(Problem(str(folder), "没有 .jsonl 样本", "no examples in .jsonl files"))
    if problems:
        raise MaterialErrors(problems)
    return list(found.values())


def _example(line: str, where: str, problems: list[Problem]) -> Example | None:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        problems.append(Problem(f"{where}:{error.colno}", f"不是 JSON：{error.msg}", f"not JSON: {error.msg}"))
        return None
    text, names = (row.get("text"), row.get("charges")) if isinstance(row, dict) else (None, None)
    if not isinstance(text, str) or not text.strip() or not isinstance(names, list) or not names:
        problems.append(
            Problem(where, "应有 text（文字）和 charges（罪名列表）", "expected text and a list of charges")
        )
        return None
    known = [full_charge(str(name)) for name in names]
    for name, one in zip(names, known, strict=True):
        if one is None:
            near = nearest(str(name), list(charges())) or "—"
            zh, en = f"没有这个罪名：{name}，最接近 {near}", f"no such charge: {name}, the nearest is {near}"
            problems.append(Problem(where, zh, en))
    return Example(text, tuple(sorted({one.now for one in known if one}))) if all(known) else None
