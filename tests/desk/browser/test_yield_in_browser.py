"""From the yield of the models to a plan of checking, its clues with their reasons, and one of them opened."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]
expect.set_options(timeout=20_000)

WORDS = {
    "zh": {"plans": "按核查能力选线索", "capacity": "能核查（条）", "make": "选出线索", "random": "随机抽取",
           "open": "有结论后才能估计"},
    "en": {"plans": "Which clues to check", "capacity": "Can be checked", "make": "Choose", "random": "at random",
           "open": "known once"},
}  # fmt: skip


@pytest.mark.parametrize(("lang", "width"), [("zh", 1280), ("en", 1024)])
def test_from_the_yield_to_a_plan_and_its_clues(browser, desk, lang, width):
    from browser_parts import Visitor
    from test_data_in_browser import shoot
    from test_pages import look
    from test_road_in_browser import choose

    visitor, words = Visitor(browser, desk, width), WORDS[lang]
    page = visitor.log_in("digital")
    choose(page, lang)
    page.goto(f"{desk}/yield")
    expect(page.locator("#main tbody tr.ant-table-row").first).to_be_visible()
    shoot(page, f"yield-{lang}-{width}")
    page.goto(f"{desk}/yield/gaps")
    expect(page.locator("#main tbody tr.ant-table-row").first).to_be_visible()
    look(page, f"gaps {lang} {width}")
    shoot(page, f"gaps-{lang}-{width}")
    page.locator("#main nav").get_by_role("link", name=words["plans"]).click()
    form = page.locator("#main form")
    form.get_by_label(words["capacity"]).fill("4")
    form.get_by_role("button", name=words["make"]).click()
    page.wait_for_url(re.compile("/yield/check/\\d+"))
    rows = page.locator("#main tbody tr.ant-table-row")
    expect(rows).to_have_count(4)
    expect(rows.filter(has=page.locator(".mark", has_text=re.compile(words["random"], re.I)))).to_have_count(1)
    expect(page.locator("#main .sums")).to_contain_text(words["open"])
    look(page, f"plan {lang} {width}")
    shoot(page, f"plan-{lang}-{width}")
    page.emulate_media(media="print")
    expect(page.locator("#main nav")).to_be_hidden()
    expect(rows.first).to_be_visible()
    page.emulate_media(media="screen")
    rows.first.get_by_role("link").click()
    page.wait_for_url(re.compile("/clues/"))
    choose(page, "zh")
    visitor.close()
