"""From the telling of an act to the charge, what decides, the article and the form of sentencing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ACT = (
    "2024年3月1日夜间，被告人张某翻墙进入李某家中，趁无人之机秘密窃取现金人民币5200元后逃离现场。"
    "2024年3月9日，被告人张某在菜市场趁王某不备，一把抢走其手中的手机一部后逃跑，经鉴定价值人民币2300元。"
)


def test_a_charge_is_told_with_what_decides_and_leads_on(visitor: Any) -> None:
    page = visitor.log_in("prosecutor")
    page.goto(f"{visitor.desk}/advice")
    page.locator("textarea").first.fill(ACT)
    page.get_by_role("button", name="分析").click()
    card = page.locator(".ant-card", has=page.locator(".ant-card-head", has_text="盗窃罪")).first
    expect(card.get_by_role("heading", name="需要查明的区分关键")).to_be_visible()
    expect(card.get_by_text(re.compile("与抢夺罪的区分")).first).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("第二百六十四条")).first).to_be_visible()
    expect(page.locator("mark").first).to_be_visible()
    card.get_by_role("link", name="量刑").click()
    page.wait_for_url(re.compile(r"/sentencing\?.*charge="))
