"""The first half of a contest of two hundred works in front of its pages: announced, works taken in by the clock on the
wall, closed and decided on."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from award_parts import give, step, tab
from browser_parts import Visitor
from contest_people import People
from playwright.sync_api import Browser, Page, expect
from served_parts import until
from test_pages import look

__all__ = ["SIZES", "SOON", "announced", "decided", "entered"]

SIZES = {"works": 200, "judges": 30, "late": 20, "incomplete": 40, "conflicts": 30, "copies": 30, "doubts": 10}
WHOLE, SHORT, LATE = "作品060", "作品001", "作品200"
"""Works that are entered and handed in through the page."""
OPEN_FOR = timedelta(minutes=12)
"""How long works are taken, so that all of them are in on a busy machine."""
SOON = 600_000
"""Milliseconds within which a job of all works ends."""


def announced(browser: Browser, people: People) -> datetime:
    """Made from its file in the page, announced and opened. When works are taken no more."""
    from contest_parts import text_of

    now = datetime.now(ZoneInfo("Asia/Shanghai")).replace(second=0, microsecond=0)
    closes = now + OPEN_FOR
    times = {
        "announced": now - timedelta(days=2), "open": now - timedelta(days=1), "closed": closes,
        "judging": closes + timedelta(minutes=1), "published": closes + timedelta(minutes=2),
        "final": closes + timedelta(days=90),
    }  # fmt: skip
    text = text_of("whole").replace("public: false", "public: true")
    for name, at in times.items():
        text = re.sub(rf"(  {name}:) \S+ \S+", rf"\1 {at:%Y-%m-%d %H:%M}", text)
    visitor, page = people.sit(browser, "organiser", "/contests")
    page.get_by_role("button", name="新建竞赛").click()
    page.get_by_role("radio", name="用竞赛文件").check()
    give(page, "contest.yaml", text.encode())
    expect(page.get_by_text("检查通过")).to_be_visible()
    page.locator(".ant-modal").get_by_role("button", name="新建", exact=True).click()
    expect(page.get_by_role("heading", name="模型竞赛")).to_be_visible()
    step(page, "已公告")
    step(page, "征集中")
    visitor.close()
    return closes


def entered(browser: Browser, people: People, road: Any, closes: datetime) -> None:
    """Three entrants in front of the page: one hands in a whole work, one is told what his lacks, one comes late."""
    for title, told in ((WHOLE, "材料完整"), (SHORT, "材料不完整，请补正后重新提交")):
        visitor, page = enters(browser, people, road, title)
        give(page, "作品.zip", road.archive(title))
        expect(page.get_by_text("已收到第 1 版")).to_be_visible()
        expect(page.get_by_text(told, exact=True)).to_be_visible(timeout=SOON)
        visitor.close()
    late, waits = enters(browser, people, road, LATE)
    road.take_in(but={WHOLE, SHORT, LATE})
    assert datetime.now(UTC) < closes, "works were taken in more slowly than the contest is open"
    visitor, page = people.sit(browser, "secretary")
    tab(page, "席位")
    page.get_by_role("button", name="添加席位").click()
    dialogue = page.locator(".ant-modal:visible")
    dialogue.get_by_label("人员").fill("judge01")
    page.locator(".ant-select-dropdown:visible .ant-select-item-option", has_text="姓judge01").click()
    for one in road.reached(1):
        dialogue.get_by_label("联系方式").fill(one)
        dialogue.get_by_label("联系方式").press("Enter")
    dialogue.get_by_label("已确认身份").check()
    dialogue.get_by_role("button", name="添加席位").click()
    expect(page.get_by_role("row", name=re.compile("姓judge01"))).to_contain_text("J01")
    visitor.close()
    road.seat_judges(first=2)
    people.worked_off()
    until(closes)
    give(waits, "作品.zip", road.archive(LATE))
    expect(waits.get_by_text("已过截止时间")).to_be_visible()
    look(waits, "a work that came late")
    late.close()
    road.take_late(but={LATE})


def enters(browser: Browser, people: People, road: Any, title: str) -> tuple[Visitor, Page]:
    """Somebody enters a work in the page."""
    who = f"entrant{int(title[-3:]):03}"
    visitor, page = people.sit(browser, who)
    page.get_by_role("button", name="报名作品").click()
    dialogue = page.locator(".ant-modal:visible")
    dialogue.locator("#title").fill(title)
    expect(dialogue.get_by_label("作者 1 姓名")).to_have_value(f"姓{who}")
    if title == WHOLE:  # who shares a telephone with a judge
        dialogue.get_by_label("联系方式").fill("13900000060")
        dialogue.get_by_label("联系方式").press("Enter")
    dialogue.get_by_role("button", name="报名作品").click()
    expect(page.locator(".ant-modal:visible")).to_have_count(0)
    road.ids[title] = people.ask(who, "/works")["items"][0]["id"]
    return visitor, page


def decided(browser: Browser, people: People, road: Any) -> None:
    """Closed with the root of all receipts; all works decided on at once, one by itself, an anchor named."""
    organiser, steps = people.sit(browser, "organiser")
    if "已截止" not in steps.locator(".road .here").inner_text():
        step(steps, "已截止")
    tab(steps, "竞赛要求")
    expect(steps.get_by_text("180 份回执的根散列")).to_be_visible()
    visitor, page = people.sit(browser, "secretary")
    expect(page.get_by_role("row", name=re.compile(r"作品\d"))).to_have_count(50)
    look(page, "two hundred works")
    page.locator(".ant-pagination-item-4").click()
    expect(page.get_by_role("row", name=re.compile(r"作品\d"))).to_have_count(50)
    page.get_by_role("button", name="批量审查").click()
    dialogue = page.locator(".ant-modal:visible")
    expect(dialogue.get_by_text("材料完整的 140 件")).to_be_visible()
    dialogue.get_by_label("材料不完整的 40 件").check()
    dialogue.get_by_label("理由").fill("材料不全，经提示没有补正")
    look(page, "many works decided on")
    dialogue.get_by_role("button", name="确定").click()
    expect(page.locator(".ant-modal:visible")).to_have_count(0, timeout=SOON)
    states = [one["state"]["code"] for one in road.desk.entries()]
    assert (states.count("admitted"), states.count("refused"), states.count("draft")) == (140, 40, 20)
    road.check()
    people.go(steps)
    expect(steps.locator(".road .here")).to_contain_text("已审查")
    people.go(page, "conflicts")
    expect(page.get_by_text("联系方式相同").first).to_be_visible()
    look(page, "thirty conflicts")
    road.barred()
    organiser.close()
    visitor.close()
