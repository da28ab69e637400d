"""Every column of a row that was read from a place of the text is marked at that place."""

from __future__ import annotations

from mingjian.documents import parse_judgment, rows
from mingjian.documents.marking import marks
from mingjian.standards import standards


def marked(text: str, defendant: int = 1, charge: str | None = None) -> dict[str, list[str]]:
    """Column → the places of the text that are marked for it."""
    found: dict[str, list[str]] = {}
    for one in marks(parse_judgment(text), defendant, charge):
        for column in one.columns:
            found.setdefault(column, []).append(text[one.start : one.end])
    return found


def test_the_places_are_those_of_the_text(one: str) -> None:
    found = marked(one)
    assert found["sentence_from"] == ["2018年1月10日"]
    assert found["sentence_to"] == ["2018年11月9日"]
    assert found["term_months"] == ["十个月"]
    assert found["case_number"] == ["（2018）川9901刑初12号"]
    assert found["main_penalty"] == ["有期徒刑十个月"]
    assert len(found["custody_from"]) == 2
    assert "盗窃罪" in found["main_charge"]
    assert found["proposal_low"] == ["有期徒刑八个月至一年二个月"]


def test_every_mark_names_columns_of_the_standards(one: str, two: str) -> None:
    known = {*standards()["criminal_judgment"].columns, *standards()["judgment_count"].columns}
    for text, defendant, charge in ((one, 1, None), (two, 1, "诈骗罪"), (two, 2, None)):
        found = marks(parse_judgment(text), defendant, charge)
        assert found == sorted(found)
        assert {column for mark in found for column in mark.columns} <= known
        assert all(0 <= mark.start < mark.end <= len(text) for mark in found)


def test_what_a_row_holds_is_marked_or_follows_from_a_mark(one: str) -> None:
    """Flags that are false and values reckoned from others have no place of their own; all else has."""
    row, found = rows(parse_judgment(one)).criminal_judgment[0], marked(one)
    reckoned = {"defendant_no", "is_unit", "combined", "doc_id", "full_text", "sealed"}
    without = {name for name, value in row.items() if value not in (None, False, 0) and name not in found} - reckoned
    assert without == set()


def test_each_defendant_has_marks_of_his_own(two: str) -> None:
    first, second = marked(two, 1), marked(two, 2)
    assert first["name"] != second["name"]
    assert first["term_months"] != second["term_months"]
    assert marks(parse_judgment(two), 3) == []
    assert marks(parse_judgment(two), 0) == []


def test_a_count_is_marked_where_its_penalty_stands(two: str) -> None:
    assert marked(two, 1, "诈骗罪")["fine"]
    assert "fine" not in marked(two, 1, "盗窃罪")
