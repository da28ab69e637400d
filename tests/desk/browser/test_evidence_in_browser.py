"""A paper put into a case file: what was read is confirmed, a finding appears and is set aside with a reason."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
CASE = "case: t1\ntitle: 张某盗窃案\ncharges: [盗窃罪]\nstage: arrest\n"
PAPER = (
    "讯问笔录\n讯问时间：2024年5月4日10时30分至11时20分\n地点：合肥市公安局瑶海分局\n讯问人（签名）：王建\n"
    "被讯问人：张小明 性别：男 出生日期：1990年3月5日\n问：你因何到案？\n答：我偷了东西。\n"
    "以上笔录我看过，和我说的相符。\n被讯问人：张小明\n"
)


def test_a_paper_is_read_confirmed_and_its_finding_set_aside(visitor: Any) -> None:
    page = visitor.log_in("prosecutor")
    page.goto(f"{visitor.desk}/evidence")
    page.get_by_role("button", name="上传", exact=True).click()
    _choose(page, "case.yaml", CASE)
    page.get_by_role("button", name="检查并保存").click()
    page.wait_for_url(re.compile(r"/evidence/\d+$"))
    page.get_by_role("button", name="读入文书").click()
    _choose(page, "a.txt", PAPER)
    expect(page.locator("q", has_text="2024年5月4日10时30分").first).to_be_visible(timeout=30_000)
    page.get_by_role("button", name=re.compile("全部确认")).click()
    expect(page.get_by_text("已写入").first).to_be_visible()
    page.get_by_role("dialog").get_by_role("button", name="关闭", exact=True).last.click()
    page.get_by_role("tab", name="检查").click()
    finding = page.locator(".ant-card, li, section", has_text="讯问人不足二人").last
    finding.get_by_role("button", name="搁置").first.click()
    page.locator("#reason").fill("另一名讯问人在第二页签名")
    page.get_by_role("dialog").get_by_role("button", name="搁置").click()
    expect(page.get_by_role("dialog")).to_be_hidden()


def _choose(page: Any, name: str, text: str) -> None:
    file = {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
    page.get_by_role("dialog").locator("input[type=file]").set_input_files(file)
