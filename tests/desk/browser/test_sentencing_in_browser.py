"""A calculation from an empty form to one that is kept and comes to the same numbers again."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_term_is_computed_changed_and_kept(visitor: Any) -> None:
    page = visitor.log_in("prosecutor")
    page.goto(f"{visitor.desk}/sentencing?charge=盗窃罪")
    for label, day in (("行为日", "2024-03-01"), ("判决", "2024-09-10")):
        field = page.locator(f"input[aria-label^='{label}']")
        field.fill(day)
        field.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("一个月至十二年")  # every tier, while none is chosen
    page.locator("#situation-0").click()
    page.locator(".ant-select-item-option", has_text="数额巨大或者").click()
    page.locator("#start-0").fill("36")
    page.locator(".ant-collapse-header", has_text="犯罪形态").click()
    page.get_by_role("checkbox", name=re.compile("犯罪未遂")).check()
    page.get_by_label("犯罪未遂的比例").fill("30")
    expect(page.get_by_role("status").first).to_contain_text("二年一个月")
    expect(page.locator("table.steps")).to_contain_text("36 × 0.7 = 25.2")
    page.locator("#sentencing-proposal").fill("60")
    expect(page.get_by_text(re.compile("不在规则幅度"))).to_be_visible()
    page.get_by_role("button", name="保存计算").click()
    page.locator("#title").fill("样例")
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_url(re.compile(r"/sentencing/kept/\d+$"))
    expect(page.get_by_text("数字完全一致")).to_be_visible()
