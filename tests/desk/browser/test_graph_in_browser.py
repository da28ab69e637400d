"""The relationship graph in the browser: opened, expanded with the keyboard, read to the row, undone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from test_pages import look

sys.path.insert(0, str(Path(__file__).parents[2] / "clues"))
from relation_parts import ACCOUNT, COMPANY, EMPLOYEES, FIRST, SECOND

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def related_desk(tmp_path_factory):
    """A desk over rows in which people share accounts and a company."""
    from browser_parts import CHROMIUM, environment, serve

    if CHROMIUM is None:
        pytest.skip("Chromium is absent")
    root = tmp_path_factory.mktemp("related")
    script = Path(__file__).parent / "browser_parts.py"
    subprocess.run([sys.executable, str(script), str(root), "related"], env=environment(), check=True)
    process, address = serve(root / "desk")
    yield address
    process.terminate()
    assert process.wait(timeout=40) == 0


def press(page: Page, name: str) -> None:
    """Press a button as somebody without a mouse does."""
    button = page.get_by_role("button", name=name, exact=True).last
    button.focus()
    page.keyboard.press("Enter")


def test_expanding_with_the_keyboard_reading_the_rows_and_undoing(browser, related_desk, tmp_path):
    from browser_parts import Visitor

    visitor = Visitor(browser, related_desk)
    page = visitor.log_in("prosecutor")
    page.goto(f"{related_desk}/clues?q={FIRST}")
    page.click(".clue-row >> nth=0")
    page.wait_for_selector(".evidence table")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    assert not [one for one in asked if "Graph-" in one], "what draws is loaded when it is asked for"
    press(page, "打开关系图")
    rows = page.locator(".graph-table tbody tr")
    expect(rows.first).to_be_visible()
    assert [one for one in asked if "/assets/Graph-" in one]
    begun = rows.count()
    press(page, f"展开 甲一 {FIRST}")
    expect(page.locator(".graph-table")).to_contain_text(COMPANY)
    expect(page.locator(".graph-table")).to_contain_text("法定代表人")
    after = rows.count()
    assert after > begun
    press(page, f"查看 某公司 {COMPANY}")
    expect(page.locator(".graph-details")).to_contain_text("company_officer.csv 第 2 行")
    look(page, "graph expanded")
    press(page, f"展开 某公司 {COMPANY}")
    expect(page.get_by_text(f"共 {EMPLOYEES + 2} 个，列出关联最多的 25 个")).to_be_visible()
    look(page, "graph of a hub")
    press(page, "撤销上次展开")
    expect(rows).to_have_count(after)
    press(page, "撤销上次展开")
    expect(rows).to_have_count(begun)
    expect(page.get_by_role("button", name="撤销上次展开")).to_be_disabled()
    account = page.locator(".graph-table tr", has_text="银行账户")
    assert ACCOUNT not in page.content()
    account.get_by_role("button", name="展开").click()
    expect(page.locator(".graph-table")).to_contain_text(SECOND)
    page.locator(".graph-drawing canvas").first.scroll_into_view_if_needed()
    page.emulate_media(media="print")
    expect(page.locator(".graph-drawing canvas").first).to_be_visible()
    expect(page.locator(".graph-table .ant-btn").first).to_be_hidden()
    page.emulate_media(media="screen")
    visitor.close()


def test_the_drawing_answers_the_mouse(browser, related_desk):
    from browser_parts import Visitor

    visitor = Visitor(browser, related_desk, 1024)
    page = visitor.log_in("prosecutor")
    page.goto(f"{related_desk}/clues?q={FIRST}")
    page.click(".clue-row >> nth=0")
    press(page, "打开关系图")
    drawing = page.locator(".graph-drawing > div").first
    expect(drawing).to_be_visible()
    page.wait_for_timeout(500)
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    assert box is not None
    for step in range(1, 200):  # somewhere on the plane there is a node
        page.mouse.click(box["x"] + box["width"] * (step % 20 + 0.5) / 20, box["y"] + box["height"] * (step // 20) / 10)
        if page.locator(".graph-details h3").count():
            break
    expect(page.locator(".graph-details h3")).to_be_visible()
    look(page, "graph at 1024")
    visitor.close()
