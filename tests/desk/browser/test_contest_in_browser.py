"""A contest in the browser: made from a file, announced and opened; a work entered, handed in, its receipt, what it
lacks, and how the secretary sees it. Another made by forms."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from award_parts import give, step
from playwright.sync_api import Page, expect
from test_pages import look

pytestmark = pytest.mark.browser
SOON = 30_000
"""Milliseconds within which a version is looked at, on a busy machine too."""
FILE = """\
contest: {slug}
title: {{zh: 模型竞赛, en: contest of models}}
organiser: {{zh: 省院, en: the province}}
phases:
  announced: {began}
  open: {opens}
  closed: {closes} # 截止 · the deadline
types:
  creative:
    materials:
      overview: {{title: {{zh: 模型概述, en: overview}}, kinds: [md], least: 10}}
      basis: {{title: {{zh: 监督依据, en: legal basis}}, kinds: [md], least: 5}}
    criteria:
      novelty: {{title: {{zh: 创新性, en: novelty}}, weight: 40}}
      rules: {{title: {{zh: 规则, en: rules}}, weight: {weight}}}
seats: {{secretary: [chief]}}
"""


def file_of(slug: str, weight: int = 60) -> bytes:
    now = datetime.now(ZoneInfo("Asia/Shanghai"))
    times = {"began": now - timedelta(days=2), "opens": now - timedelta(days=1), "closes": now + timedelta(days=20)}
    told = {name: f"{when:%Y-%m-%d %H:%M}" for name, when in times.items()}
    return FILE.format(slug=slug, weight=weight, **told).encode()


def zipped(**texts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in texts.items():
            made.writestr(f"{name}.md", text)
    return out.getvalue()


def make(page: Page, desk: str, slug: str) -> None:
    """A contest from a file: a wrong one is told its mistakes, the right one is made."""
    page.goto(f"{desk}/contests")
    page.get_by_role("button", name="新建竞赛").click()
    page.get_by_role("radio", name="用竞赛文件").check()
    go = page.locator(".ant-modal").get_by_role("button", name="新建", exact=True)
    give(page, "contest.yaml", file_of(slug, weight=50))
    expect(page.locator(".ant-modal .ant-alert-error")).to_contain_text("第 ")
    expect(go).to_be_disabled()
    look(page, "contest file with a mistake")
    give(page, "contest.yaml", file_of(slug))
    expect(page.get_by_text("检查通过")).to_be_visible()
    go.click()
    expect(page.get_by_role("heading", name="模型竞赛")).to_be_visible()


def test_a_contest_from_its_file_to_a_work_handed_in(browser, desk):
    from browser_parts import Visitor

    organiser = Visitor(browser, desk)
    page = organiser.log_in("digital")
    make(page, desk, "browser-trial")
    expect(page.get_by_role("tab", name="编辑方案")).to_be_visible()
    look(page, "contest drafted zh")
    page.get_by_role("tab", name="席位").click()
    expect(page.get_by_role("row", name=re.compile("方检察长"))).to_contain_text("秘书")
    look(page, "seats of a contest")
    step(page, "已公告")
    step(page, "征集中")
    expect(page.get_by_text(re.compile("还剩 (19|20) 天"))).to_be_visible()
    organiser.close()

    entrant = Visitor(browser, desk)
    page = entrant.log_in("prosecutor")
    page.goto(f"{desk}/contests")
    page.locator("#main a[href='/contests/browser-trial']").click()
    expect(page.get_by_role("tab", name="席位")).to_have_count(0)
    page.get_by_role("button", name="报名作品").click()
    page.locator("#title").fill("死后领取待遇")
    expect(page.get_by_label("作者 1 姓名")).to_have_value("程检")
    look(page, "entering a work")
    page.locator(".ant-modal").get_by_role("button", name="报名作品").click()
    expect(page.locator(".ant-modal:visible")).to_have_count(0)
    give(page, "作品.zip", zipped(overview="比对死亡登记与待遇发放，找出死后仍发放的人员。"))
    expect(page.get_by_text("已收到第 1 版")).to_be_visible()
    expect(page.get_by_text("材料不完整，请补正后重新提交")).to_be_visible(timeout=SOON)
    expect(page.locator("#main")).to_contain_text("监督依据")
    look(page, "a work that lacks something")
    overview = "比对死亡登记与待遇发放，找出死后仍发放的人员。"
    give(page, "作品.zip", zipped(overview=overview, basis="依照社会保险法办理。"))
    expect(page.get_by_text("材料完整", exact=True)).to_be_visible(timeout=SOON)
    page.get_by_role("link", name="查看回执").last.click()
    expect(page.get_by_role("heading", name="回执")).to_be_visible()
    expect(page.locator(".certificate")).to_contain_text(re.compile("[0-9a-f]{64}"))
    look(page, "receipt")
    for width in (1024, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for path in ("", "/browser-trial", "/browser-trial?tab=rules"):
            page.goto(f"{desk}/contests{path}")
            expect(page.locator("#main h1")).to_be_visible()
            page.wait_for_timeout(300)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 1, (path, width)
            look(page, f"contest {path} {width}")
    entrant.close()

    secretary = Visitor(browser, desk)
    page = secretary.log_in("chief")
    page.goto(f"{desk}/contests/browser-trial?tab=entries")
    row = page.get_by_role("row", name=re.compile("死后领取待遇"))
    expect(row).to_contain_text("完整")
    expect(page.get_by_text("截止之后才能审查和下载原件")).to_be_visible()
    look(page, "works of a contest")
    secretary.close()


def test_a_contest_is_made_and_changed_by_forms(visitor, desk):
    page = visitor.log_in("head")
    page.goto(f"{desk}/contests")
    page.get_by_role("button", name="新建竞赛").click()
    page.locator("#title").fill("表单竞赛")
    page.locator("#slug").fill("by-forms")
    page.locator(".ant-modal").get_by_role("button", name="新建", exact=True).click()
    expect(page.get_by_role("heading", name="表单竞赛")).to_be_visible()
    page.get_by_role("tab", name="编辑方案").click()
    criteria = page.get_by_role("region", name="评分项：创意型")
    criteria.get_by_label("第 1 行 权重").fill("25")
    expect(criteria).to_contain_text("应为 100")
    keep = criteria.get_by_role("button", name="保存评分项")
    expect(keep).to_be_disabled()
    criteria.get_by_label("第 2 行 权重").fill("10")
    criteria.get_by_label("第 2 行 权重").press("Tab")
    keep.click()
    expect(keep).to_be_disabled()
    materials = page.get_by_role("region", name="材料：创意型")
    materials.get_by_label("第 1 行 最多字数").fill("5000")
    materials.get_by_label("第 1 行 最多字数").press("Tab")
    materials.get_by_role("button", name="保存材料").click()
    expect(materials.get_by_role("button", name="保存材料")).to_be_disabled()
    look(page, "contest as forms")
    page.get_by_role("tab", name="竞赛文件").click()
    text = page.locator("textarea.contest-file").first
    expect(text).to_have_value(re.compile("most: 5000"))
    written = text.input_value()
    assert "weight: 25" in written
    assert "# 竞赛文件：改好后用" in written, "what was not changed is as it was"
    look(page, "contest file as text")
    with page.expect_download() as got:
        page.get_by_role("link", name="下载文件").click()
    with open(got.value.path(), "rb") as file:
        assert file.read().decode() == written
