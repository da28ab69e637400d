"""`docs/standards.md` is what the definitions say, and no standard, column or code list is left out."""

from __future__ import annotations

from pathlib import Path

from mingjian.standards import code_list_ids, standards
from mingjian.standards.reference import standards_reference

PAGE = Path(__file__).parents[2] / "docs" / "standards.md"


def test_the_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == standards_reference(), "run: uv run python scripts/reference_pages.py"


def test_nothing_is_left_out():
    page = standards_reference()
    for one in standards().values():
        section = page.partition(f"\n### {one.id}\n")[2].partition("\n### ")[0]
        assert one.title.zh in section
        for column in one.columns.values():
            assert f"| `{column.name}` | {column.label.zh} | {column.label.en} |" in section
    for name in code_list_ids():
        assert f"| `{name}` |" in page
