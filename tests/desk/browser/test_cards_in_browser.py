"""Case cards in a real browser: taken out, a number filled in, seen in the preview, confirmed, on the page."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = {
    "zh": {"out": "导出案卡", "in": "导入案卡", "go": "导出", "why": "用途", "confirm": "确认写入 1 件",
           "none": "没有可写入的变更",
           "search": "搜索案件名称、案号或受案号"},
    "en": {"out": "Take case cards out", "in": "Take case cards in", "go": "Export", "why": "Purpose",
           "confirm": "Write the changes (1)", "none": "Nothing to write",
           "search": "Search titles or numbers"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "width", "number"),
    [("zh", 1440, "34010020260000100"), ("en", 1024, "34010020260000200")],
)
def test_out_filled_in_seen_confirmed_and_found(browser, desk, tmp_path, lang, width, number):
    from browser_parts import Visitor
    from test_data_in_browser import shoot
    from test_pages import look
    from test_road_in_browser import choose, press

    visitor, words = Visitor(browser, desk, width), WORDS[lang]
    page = visitor.log_in("prosecutor")
    choose(page, lang)
    case = case_of(page, desk, lang)
    page.goto(f"{desk}/cases/{case}")
    file = take_out(page, words, tmp_path, shoot, f"cards-out-{lang}")
    fill(file, number)
    page.goto(f"{desk}/cases")
    press(page, words["in"])
    dialogue = page.locator(".ant-modal:visible")
    look(page, f"cards in {lang}")
    shoot(page, f"cards-in-{lang}")
    give(page, tmp_path / "wrong.xlsx", b"PK")
    expect(dialogue.get_by_role("alert")).to_be_visible()
    shoot(page, f"cards-wrong-{lang}")
    assert all("400" in one for one in visitor.complaints)  # the browser's own word for a refused file
    visitor.complaints.clear()
    give(page, file)
    expect(dialogue.locator(".card-changes tbody")).to_contain_text(number)
    expect(dialogue.locator(".card-told tbody")).to_contain_text("999")
    look(page, f"cards preview {lang}")
    shoot(page, f"cards-preview-{lang}")
    dialogue.get_by_role("button", name=words["confirm"], exact=True).click()
    expect(dialogue).to_be_hidden()
    press(page, words["in"])
    give(page, file)
    expect(dialogue.get_by_role("button", name=words["none"], exact=True)).to_be_disabled()
    expect(dialogue.locator(".card-changes")).to_have_count(0)
    shoot(page, f"cards-again-{lang}")
    page.keyboard.press("Escape")
    expect(dialogue).to_be_hidden()
    search = page.get_by_label(words["search"], exact=True)
    search.fill(number)
    search.press("Enter")
    expect(page.locator("tbody tr.ant-table-row")).to_have_count(1)
    shoot(page, f"cards-found-{lang}")
    page.locator("tbody tr.ant-table-row a").first.click()
    page.wait_for_url(re.compile(f"/cases/{case}$"))
    expect(page.locator(".numbers")).to_contain_text(number)
    look(page, f"case with its number {lang}")
    shoot(page, f"cards-case-{lang}")
    choose(page, "zh")
    visitor.close()


def case_of(page: Page, desk: str, lang: str) -> int:
    """A case of the prosecutor's without a number there: one that other tests left, or a new one."""
    from test_road_in_browser import WORDS as ROAD
    from test_road_in_browser import open_new_clue, verify_and_file

    listed = page.request.get(f"{desk}/api/cases?owner=me").json()["items"]
    found = [one for one in listed if not one["unified_number"]]
    if found:
        return int(found[0]["id"])
    open_new_clue(page, desk)
    return int(verify_and_file(page, ROAD[lang]))


def take_out(page: Page, words: dict[str, str], folder: Path, shoot, name: str) -> Path:
    """The card of a case as a workbook."""
    page.get_by_role("button", name=words["out"], exact=True).click()
    dialogue = page.locator(".ant-modal:visible")
    dialogue.get_by_label(words["why"]).fill("报送案管")
    shoot(page, name)
    with page.expect_download() as waiting:
        dialogue.get_by_role("button", name=words["go"], exact=True).click()
    assert waiting.value.suggested_filename.startswith("case-cards-X")
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    expect(dialogue).to_be_hidden()
    return path


def fill(path: Path, number: str) -> None:
    """Type the number in, and a line of a case that nobody has."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    assert sheet["B2"].value.startswith("统一受案号")
    sheet["B3"] = number
    sheet["A4"], sheet["B4"] = "无此案999号", "1"
    book.save(path)


def give(page: Page, path: Path, data: bytes | None = None) -> None:
    """Choose a file."""
    if data is not None:
        path.write_bytes(data)
    page.locator(".ant-modal:visible input[type=file]").set_input_files(path)
