"""The file: complete, self-contained, safe whatever the data says, and quick for thousands of clues."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.clues.report import ReportData, build_report
from mingjian.clues.report.build import css_string, render
from mingjian.clues.report.pack import CHUNK, pack, script_json

HOSTILE = (
    """</script></style></noscript></title><img src=x onerror="alert(1)"><!--<script>'"`${1}{{7*7}}\u2028]]>&amp;\\"""
)


class Elements(HTMLParser):
    """Elements and attributes of a page, and the text of its scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.styles: list[str] = []
        self._inside: tuple[str, dict[str, str | None]] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = (tag, dict(attrs)) if tag in ("script", "style") else None
        if tag == "script":
            self.scripts.append((dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        self._inside = None

    def handle_data(self, data: str) -> None:
        if self._inside and self._inside[0] == "script":
            self.scripts[-1] = (self.scripts[-1][0], self.scripts[-1][1] + data)
        elif self._inside:
            self.styles.append(data)

    def json(self, name: str) -> Any:
        return next(json.loads(text) for attributes, text in self.scripts if attributes.get("id") == name)


def unpack(elements: Elements) -> ReportData:
    """The report a page carries, put together again from its head and chunks."""
    head = elements.json("data-head")
    tables, files, chunk = head.pop("tables"), head.pop("files"), head.pop("chunk")
    for place, clue in enumerate(head["clues"]):
        details = elements.json(f"data-{place // chunk}")[place % chunk]
        clue["proof"] = details["proof"]
        clue["evidence"] = []
        for part in details["evidence"]:
            rows = [
                {
                    "cells": [
                        {"value": cell[0], "raw": cell[1]} if isinstance(cell, list) else {"value": cell}
                        for cell in cells
                    ],
                    "row_id": row_id,
                    "source": None if file is None else {"file": files[file][0], "sheet": files[file][1], "line": line},
                }
                for cells, row_id, file, line in part.pop("rows")
            ]
            clue["evidence"].append(tables[part.pop("table")] | part | {"rows": rows})
    return ReportData.model_validate(head)


def test_page_carries_the_whole_report(maker, tmp_path: Path) -> None:
    data = maker.report(clues=2 * CHUNK + 7)
    path = build_report(data, tmp_path / "new" / "report.html")
    assert unpack(Elements(path.read_text("utf-8"))) == data
    assert [part.name for part in path.parent.iterdir()] == ["report.html"]


def test_clues_stand_by_rank(maker) -> None:
    data = maker.report(clues=5)
    turned = data.model_copy(update={"clues": data.clues[::-1]})
    assert [clue["rank"] for clue in pack(turned)[0]["clues"]] == [1, 2, 3, 4, 5]


def test_hostile_values_stay_text(maker) -> None:
    plain = render(maker.report())
    maker.say = lambda text: HOSTILE + text
    data = maker.report()
    elements = Elements(render(data))
    assert [tag for tag, _ in elements.tags] == [tag for tag, _ in Elements(plain).tags]
    assert not [name for _, attributes in elements.tags for name in attributes if name.startswith("on")]
    assert unpack(elements) == data
    for attributes, text in elements.scripts:
        if attributes.get("type") == "application/json":
            assert not set("<>&\u2028\u2029") & set(text)


def test_hostile_values_reach_every_text_field(maker) -> None:
    """The test above is worth what its data covers: every string of the contract that is free text is hostile."""
    maker.say = lambda text: HOSTILE + text
    chosen = {"role", "state", "level", "status", "verb"}
    benign: set[str] = set()

    def walk(value: Any, name: str) -> None:
        if isinstance(value, dict):
            for key, item in value.items():
                walk(item, key)
        elif isinstance(value, list):
            for item in value:
                walk(item, name)
        elif isinstance(value, str) and HOSTILE not in value:
            benign.add(name)

    walk(maker.report().model_dump(), "")
    assert benign <= chosen | {"sql", "step"}


@given(st.text())
def test_script_json_is_json_without_markup(text: str) -> None:
    written = script_json({"a": [text]})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"a": [text]}


@given(st.text())
def test_css_string_cannot_be_left(text: str) -> None:
    inside = css_string(text)[1:-1]
    assert re.fullmatch(r"(?:\\[0-9a-f]{6}|[^\W_])*", inside)


def test_nothing_is_fetched(maker) -> None:
    page = render(maker.report())
    elements = Elements(page)
    fetching = [
        (tag, name, value)
        for tag, attributes in elements.tags
        for name, value in attributes.items()
        if name in ("src", "href", "srcset", "action", "data", "poster") and not re.match(r"#|data:,$", value or "")
    ]
    assert fetching == []
    assert not re.search(r"https?://", page)
    assert not re.search(r"url\(|@import|@font-face", "".join(elements.styles))
    assert not re.search(
        r"\b(fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|import)\s*\(", elements.scripts[-1][1]
    )


def test_script_never_writes_markup(maker) -> None:
    script = Elements(render(maker.report())).scripts[-1][1]
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", script)


def test_policy_allows_just_its_own_script_and_styles(maker) -> None:
    elements = Elements(render(maker.report()))
    policy = next(a["content"] for _, a in elements.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None

    def hashed(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert f"script-src 'sha256-{hashed(elements.scripts[-1][1])}';" in policy
    assert len(elements.styles) == 3
    assert all(hashed(style) in policy for style in elements.styles)


def test_without_scripts_the_sentences_are_there(maker) -> None:
    data = maker.report()
    plain = render(data).split("<noscript>")[1].split("</noscript>")[0]
    assert all(clue.says.zh in plain and clue.says.en in plain for clue in data.clues)


def test_report_without_runs_is_built(maker) -> None:
    data = maker.report(clues=0).model_copy(update={"runs": [], "synthetic": False})
    assert unpack(Elements(render(data))) == data


def test_three_thousand_clues_in_seconds(maker, tmp_path: Path) -> None:
    data = maker.report(clues=3000, rows=10)
    start = time.process_time()
    path = build_report(data, tmp_path / "report.html")
    assert time.process_time() - start < 6
    assert path.stat().st_size < 16_000_000


def test_existing_report_survives_a_failure(maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = build_report(maker.report(), tmp_path / "report.html")
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="disk full"):
        build_report(maker.report(clues=1), path)
    assert path.read_bytes() == before
