"""How single edits are written: what a reader of the file sees afterwards."""

from __future__ import annotations

from typing import Any

import pytest

from mingjian.models.editing import Bench, Edit, Insert, MoveEntry, Remove, SetValue

TEXT = """\
# of the file

model: a-b   # short
# of the title
title: {zh: 甲, en: "A"}
problem:   # on problem
  # of zh
  zh: plain text
  en: 'it''s'  # of en
where: >-   # kept
  folded words here
  and more

  last

empty:
list:
- one
-   key: 1
    # of other
    other: 2
- {p: 1, q: [1, 2,], r, s: }
-
  w: 1
    # of w, further in
lines: [a, b, # of b
    c]
none: {}
end: x"""


def after(edit: Edit, text: str = TEXT) -> str:
    return Bench.of({"model.yaml": text}).apply(edit).model.text


def replaced(old: str, new: str) -> str:
    assert TEXT.count(old) == 1
    return TEXT.replace(old, new)


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        (SetValue(path=("model",), value="c"), "model: a-b   # short", "model: c   # short"),
        (SetValue(path=("title", "zh"), value="甲, 乙"), "{zh: 甲,", '{zh: "甲, 乙",'),
        (SetValue(path=("title", "en"), value="B"), 'en: "A"', 'en: "B"'),
        (SetValue(path=("problem", "en"), value="it's so"), "'it''s'  # of en", "'it''s so'  # of en"),
        (SetValue(path=("problem", "zh"), value="a, b: c # d"), "zh: plain text", 'zh: "a, b: c # d"'),
        (SetValue(path=("where",), value="folded words there and more\nlast"), "words here", "words there"),
        (SetValue(path=("empty",), value=3), "empty:\n", "empty: 3\n"),
        (SetValue(path=("empty",), value="true"), "empty:\n", 'empty: "true"\n'),
        (SetValue(path=("list", 2, "s"), value=4), "s: }", "s: 4 }"),
        (SetValue(path=("list", 2, "r"), value=4), "r, s", "r: 4, s"),
        (SetValue(path=("none", "k"), value=[1]), "none: {}", "none: {k: [1]}"),
        (Insert(path=("lines",), index=1, value="new"), "[a, b,", "[a, new, b,"),
        (Insert(path=("lines",), value="new"), "    c]", "    c, new]"),
        (Insert(path=("list",), index=0, value="zero"), "- one", "- zero\n- one"),
        (Remove(path=("lines", 1)), "[a, b, # of b", "[a,  # of b"),
        (Remove(path=("list", 2, "q", 0)), "[1, 2,]", "[2,]"),
        (Remove(path=("list", 1, "key")), "-   key: 1\n    # of other", "-   # of other"),
        (Remove(path=("list", 3)), "-\n  w: 1\n    # of w, further in\n", ""),
        (Remove(path=("problem", "zh")), "  # of zh\n  zh: plain text\n", ""),
        (Remove(path=("title",)), '# of the title\ntitle: {zh: 甲, en: "A"}\n', ""),
        (Remove(path=("end",)), "none: {}\nend: x", "none: {}"),
        (SetValue(path=("new",), value={"zh": "一", "en": "one"}), "end: x", "end: x\nnew: {zh: 一, en: one}"),
        (MoveEntry(path=("list", 2), to=0), "list:\n", "list:\n- {p: 1, q: [1, 2,], r, s: }\n"),
        (MoveEntry(path=("lines", 2), to=0), "[a, b, # of b\n    c]", "[c, a, # of b\n    b]"),
        (
            SetValue(path=("problem",), value="short"),
            "problem:   # on problem\n  # of zh\n  zh: plain text\n  en: 'it''s'  # of en\n",
            "problem: short   # on problem\n",
        ),
    ],
)
def test_an_edit_changes_this_and_only_this(edit: Edit, old: str, new: str) -> None:
    wanted = replaced(old, new)
    if isinstance(edit, MoveEntry) and edit.path == ("list", 2):
        wanted = wanted.replace("    other: 2\n- {p: 1, q: [1, 2,], r, s: }\n", "    other: 2\n")
    assert after(edit) == wanted
    windows = after(edit, TEXT.replace("\n", "\r\n"))
    assert windows == wanted.replace("\n", "\r\n")


def test_a_key_on_the_line_of_the_dash_can_be_moved_and_preceded() -> None:
    moved = after(MoveEntry(path=("list", 1, "other"), to=0))
    assert "-   # of other\n    other: 2\n    key: 1\n" in moved
    text = "basis:\n  - law: a\n    article: 1\n"
    assert after(MoveEntry(path=("basis", 0, "article"), to=0), text) == "basis:\n  - article: 1\n    law: a\n"


def test_entries_kept_apart_by_blank_lines_stay_so() -> None:
    text = "steps:\n  a:\n    filter: x\n\n  b:\n    filter: a\n\n  c:\n    filter: b\n"
    added = after(SetValue(path=("steps", "d"), value={"filter": "c"}), text)
    assert added == text + "\n  d:\n    filter: c\n"
    assert after(Remove(path=("steps", "d")), added) == text
    assert after(Remove(path=("steps", "b")), text) == "steps:\n  a:\n    filter: x\n\n  c:\n    filter: b\n"
    assert after(MoveEntry(path=("steps", "c"), to=0), text) == (
        "steps:\n  c:\n    filter: b\n\n  a:\n    filter: x\n\n  b:\n    filter: a\n"
    )


def test_what_a_blank_line_keeps_apart_is_nobodys() -> None:
    text = "# licence\n\na: 1\n# of b\nb: 2\n\n# of nobody\n\nc: 3\n"
    assert after(Remove(path=("a",)), text) == "# licence\n\n# of b\nb: 2\n\n# of nobody\n\nc: 3\n"
    assert after(Remove(path=("b",)), text) == "# licence\n\na: 1\n\n# of nobody\n\nc: 3\n"
    assert "# licence\n\n# of b\nb: 2\na: 1\n\n# of nobody" in after(MoveEntry(path=("b",), to=0), text)


def test_keys_that_are_known_go_where_the_definitions_have_them() -> None:
    text = "model: a\nline: civil\nsteps:\n  s:\n    match: [a, b]\n    where: x > 1\n"
    assert after(SetValue(path=("version",), value="1.0.0"), text).startswith("model: a\nversion: 1.0.0\nline")
    on = after(SetValue(path=("steps", "s", "on"), value="person"), text)
    assert on.endswith("    match: [a, b]\n    on: person\n    where: x > 1\n")
    note = after(SetValue(path=("steps", "s", "note"), value={"zh": "注", "en": "n"}), text)
    assert note.endswith("  s:\n    note: {zh: 注, en: n}\n    match: [a, b]\n    where: x > 1\n")


def test_rows_on_one_line_are_unfolded_when_there_are_more_and_stay_as_they_were_written() -> None:
    text = "as_of: 2024-01-01\ncases:\n  one:\n    rows:\n      deaths: [{of: 'zhang', on: 2023-01-10}]\n"
    bench = Bench.of({"model.yaml": "model: a\n", "examples/a.yaml": text})
    path = ("cases", "one", "rows", "deaths")
    more = bench.apply(Insert(file="examples/a.yaml", path=path, value={"of": "li", "on": "2023-01-11"}))
    assert more.sheets["examples/a.yaml"].text == text.replace(
        "deaths: [{of: 'zhang', on: 2023-01-10}]",
        "deaths:\n        - {of: 'zhang', on: 2023-01-10}\n        - {of: li, on: \"2023-01-11\"}",
    )


@pytest.mark.parametrize("value", ["a\nb", "a\n\n  b\n c", "line\n", "\nfirst", " a\nb", "tab\n\tb", "# a\nb", "a:\nb"])
def test_a_text_of_several_lines_is_written_as_lines_where_that_reads_the_same(value: str) -> None:
    text = after(SetValue(path=("steps", "s", "where"), value=value), "model: a\nsteps:\n  s:\n    filter: x\n")
    plain: Any = Bench.of({"model.yaml": text}).model.data
    assert plain["steps"]["s"]["where"] == value
    if value == "a\nb":
        assert text.endswith("    where: |-\n      a\n      b\n")


def test_marks_of_a_document_stay_around_what_is_added_and_taken_away() -> None:
    text = "%YAML 1.2\n--- # start\n# of a\na: 1\nb: |+\n  kept\n\n...\n"
    added = after(SetValue(path=("c",), value=2), text)
    assert added == text.replace("\n\n...", "\n\nc: 2\n...")
    assert after(Remove(path=("c",)), added) == text
    assert after(Remove(path=("a",)), text) == text.replace("# of a\na: 1\n", "")
    assert after(MoveEntry(path=("a",), to=1), text).endswith("b: |+\n  kept\n\n# of a\na: 1\n...\n")
