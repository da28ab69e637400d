"""A campaign in a real browser: made above, taken up below, run, a clue filed as a case; the page above moved."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = {
    "zh": {
        "make": "拟定专项", "keep": "存为草稿", "publish": "发布", "take": "承接", "run": "运行：", "begin": "开始运行",
        "unseen": "未查看", "taken": "已承接", "clues": "已有线索", "cases": "已立案", "remind": "催办",
    },
    "en": {
        "make": "Make a campaign", "keep": "Keep as a draft", "publish": "Publish", "take": "Take up", "run": "Run: ",
        "begin": "Start", "unseen": "not seen", "taken": "taken up", "clues": "has clues", "cases": "has cases",
        "remind": "Remind",
    },
}  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_from_above_to_below_and_back(browser, desk, lang):
    from browser_parts import Visitor
    from test_pages import look
    from test_road_in_browser import WORDS as ROAD
    from test_road_in_browser import choose, confirm, open_new_clue, press, verify_and_file

    above, below, holder = (Visitor(browser, desk) for _ in range(3))
    words, name = WORDS[lang], f"专项 {lang}"
    page = above.log_in("digital")
    choose(page, lang)
    campaign = make(page, desk, name, words, press)
    look(page, f"draft campaign {lang}")
    publish(page, words)
    row = page.locator("table.parts tbody tr").first
    expect(row).to_contain_text(words["unseen"])

    other = below.log_in("head")
    choose(other, lang)
    other.locator(".open-campaigns").get_by_role("link", name=name).click()
    press(other, words["take"])
    expect(other.locator(".own-part")).to_contain_text(words["taken"])
    other.locator(".own-part").get_by_role("button", name=re.compile(f"^{words['run']}")).click()
    confirm(other, words["begin"])
    expect(other.locator("table.parts tbody tr").first).to_contain_text(words["clues"], timeout=60_000)
    look(other, f"campaign below {lang}")

    third = holder.log_in("prosecutor")
    choose(third, lang)
    open_new_clue(third, desk)
    verify_and_file(third, ROAD[lang])

    page.goto(campaign)
    expect(page.locator("table.parts tbody tr").first).to_contain_text(words["cases"])
    look(page, f"campaign above {lang}")
    for one, visitor in ((page, above), (other, below), (third, holder)):
        choose(one, "zh")
        visitor.close()


def make(page: Page, desk: str, name: str, words: dict[str, str], press) -> str:
    """Fill the form of a campaign; the address of its page."""
    page.goto(f"{desk}/campaigns")
    press(page, words["make"])
    dialogue = page.locator(".ant-modal:visible")
    for field, text in (("name", name), ("purpose", "清理违规发放"), ("basis", "人民检察院公益诉讼办案规则")):
        dialogue.locator(f"#{field}").fill(text)
    for field, text in (("models", "死亡" if words["make"] == "拟定专项" else "dead"),
                        ("offices", "合肥市人民检察院" if words["make"] == "拟定专项" else "Hefei")):  # fmt: skip
        dialogue.locator(f"#{field}").fill(text)
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
    dialogue.get_by_role("button", name=words["keep"], exact=True).click()
    page.wait_for_url(re.compile(r"/campaigns/\d+$"))
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    return page.url


def publish(page: Page, words: dict[str, str]) -> None:
    """Publish, and say yes when asked whether."""
    page.get_by_role("button", name=words["publish"], exact=True).first.click()
    page.locator(".ant-popover:visible, .ant-popconfirm:visible").get_by_role(
        "button", name=words["publish"], exact=True
    ).first.click()
    expect(page.get_by_role("button", name=words["remind"], exact=True)).to_be_visible()
