"""The training ground in the browser: the first exercise from the list to passed, the certificate, who sees it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser_parts import Visitor
from playwright.sync_api import expect
from test_pages import look

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SOLUTION = Path(__file__).parents[2] / "training" / "solutions" / "01-first-match" / "model.yaml"
MADE = 180_000
"""Milliseconds within which two provinces are made and run over, on a busy machine too."""


def test_the_first_exercise_from_the_list_to_passed(visitor: Visitor, desk: str) -> None:
    page = visitor.log_in("modeller")
    page.goto(f"{desk}/training")
    expect(page.locator(".course > li")).to_have_count(12)
    expect(page.get_by_text("已通过 0 个，共 12 个")).to_be_visible()
    look(page, "training")
    page.get_by_role("link", name="初次碰撞").press("Enter")
    expect(page.get_by_role("heading", name="做什么")).to_be_visible()
    look(page, "exercise")
    page.get_by_role("button", name="开始练习").press("Enter")
    page.wait_for_url(re.compile(r"/workshop/\d+$"))
    guide = page.get_by_role("region", name="练习")
    expect(guide).to_be_visible()
    guide.get_by_role("button", name="再看一条提示（还有 4 条）").press("Enter")
    expect(guide.locator(".hints li")).to_have_count(1)
    guide.get_by_role("button", name="检查", exact=True).press("Enter")
    expect(guide.get_by_text("还没有通过")).to_be_visible(timeout=MADE)
    expect(guide.locator(".why").first).to_be_visible()
    look(page, "exercise that failed")
    page.get_by_role("button", name="文件文字").press("Enter")
    page.get_by_label("model.yaml").fill(SOLUTION.read_text(encoding="utf-8"))
    page.get_by_role("button", name="保存文字").press("Enter")
    expect(guide.get_by_text("此后草稿又改过")).to_be_visible(timeout=15_000)
    guide.get_by_role("button", name="在练习数据上试运行").press("Enter")
    expect(guide.get_by_text(re.compile(r"线索 \d+ 条"))).to_be_visible(timeout=MADE)
    guide.get_by_role("button", name="检查", exact=True).press("Enter")
    expect(guide.locator("[role=status]")).to_contain_text(re.compile("^通过"), timeout=MADE)
    page.set_viewport_size({"width": 390, "height": 844})
    look(page, "exercise on a phone")
    page.goto(f"{desk}/training")
    look(page, "training on a phone")
    expect(page.get_by_text("已通过 1 个，共 12 个")).to_be_visible()
    with page.expect_download() as got:
        page.get_by_role("link", name="下载证书").click()
    assert Path(got.value.path()).read_bytes().startswith(b"%PDF")


def test_a_reviewer_sees_who_passed_and_in_english(browser: object, desk: str) -> None:
    visitor = Visitor(browser, desk)  # type: ignore[arg-type]
    page = visitor.log_in("reviewer")
    page.goto(f"{desk}/training")
    expect(page.get_by_role("heading", name="本院及下级院人员")).to_be_visible()
    look(page, "people")
    page.goto(f"{desk}/training/02-columns-needed")
    expect(page.get_by_text("您的角色不能搭建模型")).to_be_visible()
    visitor.close()
