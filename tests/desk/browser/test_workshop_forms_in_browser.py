"""Options of operators by forms: rules, words looked for, intervals and links, without a line of JSON."""

from __future__ import annotations

import pytest
import yaml
from browser_parts import Visitor
from playwright.sync_api import Page, expect
from test_pages import look
from test_road_in_browser import choose
from workshop_parts import begin_copy, downloaded, files_of, part, quiet

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SHOPS, THEFTS, STAYS = "delivery-shops-without-licence", "theft-penalties-not-filed", "fake-hospital-stays"


def leave(page: Page, label: str, text: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.fill(text)
    field.blur()
    quiet(page)


def taken_back(page: Page, edits: int, model: str) -> None:
    """So many edits undone by keys: the bytes of the beginning."""
    page.locator("h1").click()
    for _ in range(edits):
        page.keyboard.press("Control+z")
        quiet(page)
    assert downloaded(page) == files_of(model)


def test_rules_are_written_by_forms_and_taken_back(visitor, desk):
    page = visitor.log_in("prosecutor")
    begin_copy(page, desk, "外卖商家证照违规")
    part(page, "beyond")
    expect(page.get_by_label("规则 1 expect", exact=True)).to_have_value("cold_food")
    look(page, "rules")
    page.get_by_role("button", name="加规则", exact=True).press("Enter")
    quiet(page)
    expect(page.get_by_label("规则 4 id", exact=True)).to_have_value("rule_4")
    leave(page, "规则 1 when", "contains_any(categories, '冷食')")
    leave(page, "规则 1 says 英文", "none of cold food")
    made = yaml.safe_load(downloaded(page)["model.yaml"])["steps"]["beyond"]["rules"]
    assert made[0]["when"] == "contains_any(categories, '冷食')"
    assert made[0]["says"]["en"] == "none of cold food"
    assert made[3] == {"id": "rule_4", "expect": "true"}
    taken_back(page, 3, SHOPS)


def test_words_that_are_looked_for_and_their_column_by_forms(visitor, desk):
    page = visitor.log_in("prosecutor")
    begin_copy(page, desk, "应当立案而只行政处罚")
    part(page, "manner")
    leave(page, "列名 weapon", "armed")
    expect(page.get_by_text("没有错误")).to_be_visible()  # it was renamed behind the step too
    page.get_by_role("button", name="加列 find").press("Enter")
    quiet(page)
    assert yaml.safe_load(downloaded(page)["model.yaml"])["steps"]["manner"]["find"]["new_column"] == {}
    taken_back(page, 2, THEFTS)


def test_intervals_and_links_by_forms(visitor, browser, desk):
    page = visitor.log_in("prosecutor")
    begin_copy(page, desk, "虚假门诊慢特病")
    part(page, "in_custody")
    leave(page, "各输入的 [起, 止] held 2", "in_from")
    assert b"held: [in_from, in_from]" in downloaded(page)["model.yaml"]
    taken_back(page, 1, STAYS)
    part(page, "overlapping")
    expect(page.get_by_label("各输入的 [起, 止] 1", exact=True)).to_have_value("admitted_on")
    begin_copy(page, desk, "空壳公司")
    part(page, "groups")
    expect(page.get_by_label("关系 of", exact=True)).to_have_value("company")
    expect(page.get_by_label("components、hubs、rings、paths 之一 components least", exact=True)).to_have_value(
        "fewest"
    )
    choose(page, "en")
    expect(page.get_by_text("fewest nodes")).to_be_visible()
    look(page, "links")
    choose(page, "zh")
    narrow = Visitor(browser, desk, 390)
    small = narrow.log_in("prosecutor")
    small.goto(page.url)
    part(small, "groups")
    look(small, "links 390")
    narrow.close()
