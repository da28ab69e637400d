"""A contest of 200 works and 30 judges on a served desk, from its announcement to the appeal of a winner, by the wall's
clock: a few of everybody in front of the pages, all others through the API of the same desk.

30 disguised copies, 20 late works, 40 incomplete ones, 30 conflicts, ten works whose text may tell an author.
`pytest -m slow -s` says how long each part took.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from award_parts import choose, points, step, sure, tab
from collecting_parts import SIZES, SOON, announced, decided, entered
from contest_people import People
from playwright.sync_api import expect
from served_parts import Served
from test_pages import look

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@contextmanager
def timed(what: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    print(f"{what}: {time.monotonic() - began:.0f} s", flush=True)


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """What is expected of a page may take a minute while jobs of all works go on."""
    expect.set_options(timeout=60_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def road(desk, desk_folder):
    """The people are there, and what they will hand in; the contest is not."""
    from road_parts import Road

    people = People.seeded(desk, desk_folder, "whole", "people", **SIZES)
    return Road(Served(people), **SIZES)


def test_two_hundred_works_and_thirty_judges(browser, road) -> None:
    people = road.desk.people
    with timed("announced"):
        closes = announced(browser, people)
    with timed("works taken in"):
        entered(browser, people, road, closes)
    with timed("closed and decided on"):
        decided(browser, people, road)
    with timed("packages"):
        blinded(browser, people, road)
    with timed("likeness"):
        alike(browser, people)
    with timed("assigned and judged"):
        judged(browser, people, road)
    with timed("settled and compared"):
        compared(browser, people, road)
    with timed("frozen, signed, published"):
        published(browser, people)
    with timed("award, appeal, shelf"):
        awarded(browser, people, road)
    with timed("a session that ends"):
        away_too_long(browser, people)


def blinded(browser, people: People, road) -> None:
    """Made by pressing the button; what is doubtful is hidden in some works at once."""
    visitor, page = people.sit(browser, "secretary")
    tab(page, "匿名材料")
    expect(page.get_by_text("140 件尚未制作")).to_be_visible()
    page.get_by_role("button", name="制作匿名材料").click()
    expect(page.get_by_text("件作品中有")).to_be_visible(timeout=SOON)
    people.worked_off()
    people.go(page, "blind")
    page.get_by_role("columnheader", name="待决定").click()
    page.get_by_role("columnheader", name="待决定").click()
    look(page, "a hundred and forty packages")
    page.get_by_label("选择本页全部").check()
    page.get_by_role("button", name="所选作品未决之处全部隐去").click()
    sure(page, "隐去")
    expect(page.get_by_text("全部完成，可以分配评委")).to_be_visible(timeout=SOON)
    visitor.close()


def alike(browser, people: People) -> None:
    """Compared by the secretary, a pair read and decided by him and the organiser; each alone."""
    visitor, page = people.sit(browser, "secretary")
    tab(page, "相似")
    page.get_by_role("button", name="比对全部作品").click()
    expect(page.get_by_role("button", name=re.compile("^对照 ")).first).to_be_visible(timeout=SOON)
    look(page, "pairs that are alike")
    name = page.get_by_role("button", name=re.compile("^对照 ")).first.get_attribute("aria-label")
    assert name is not None
    organiser, other = people.sit(browser, "organiser")
    tab(other, "相似")
    for one in (page, other):
        one.get_by_role("button", name=name).click()
        expect(one.locator("mark").first).to_be_visible()
        one.get_by_role("radio", name="常用或已声明").check()
        one.get_by_label("理由").fill("同一模板")
        if one is other:
            expect(one.get_by_text("另一人已提出意见")).to_be_visible()
        one.get_by_role("button", name="提交意见").click()
        look(one, "a pair that is alike")
    expect(other.get_by_text("已认定：常用或已声明")).to_be_visible()
    organiser.close()
    visitor.close()


def judged(browser, people: People, road) -> None:
    """Assigned in the page; one judge scores there, with a sheet that is kept while he is away."""
    visitor, page = people.sit(browser, "secretary")
    tab(page, "分配")
    page.get_by_role("button", name="生成分配方案").click()
    proposal = page.get_by_role("region", name="待定方案")
    expect(proposal).to_be_visible(timeout=SOON)
    look(page, "a proposal of thirty judges")
    proposal.get_by_role("button", name="采用方案").click()
    sure(page, "采用方案")
    expect(page.get_by_role("heading", name=re.compile("已分配 4.. 份评审"))).to_be_visible()
    organiser, steps = people.sit(browser, "organiser")
    step(steps, "评审中")
    judge, sheet = people.sit(browser, "judge30")
    region = sheet.get_by_role("region", name=re.compile("评分表：")).first
    region.get_by_role("spinbutton").first.fill("7")
    region.get_by_role("spinbutton").first.press("Tab")
    sheet.reload()
    expect(region.get_by_role("spinbutton").first).to_have_value("7")
    look(sheet, "a judge of many works")
    for _ in range(2):
        points(region, "6")
        region.get_by_role("button", name="提交评分表").click()
        left = sheet.get_by_role("region", name=re.compile("评分表：")).count()
        sure(sheet, "提交评分表")
        expect(sheet.get_by_role("region", name=re.compile("评分表："))).to_have_count(left - 1)
    judge.close()
    road.score()
    people.go(page, "progress")
    expect(page.get_by_text(re.compile("已收 (4..)／\\1 份评分表"))).to_be_visible()
    look(page, "progress of thirty judges")
    organiser.close()
    visitor.close()


def compared(browser, people: People, road) -> None:
    """What is far is settled, further reviews are made, and works at a border compared in a final."""
    organiser, steps = people.sit(browser, "organiser")
    step(steps, "核对中")
    people.worked_off()
    visitor, page = people.sit(browser, "secretary")
    expect(page.get_by_text("评委是否一致", exact=True)).to_be_visible()
    look(page, "agreement of thirty judges")
    road.more_reviews()
    road.ask_far()
    people.go(steps)
    step(steps, "答辩")
    people.worked_off()
    people.go(page, "finals")
    expect(page.get_by_text(re.compile("组比较"))).to_be_visible(timeout=SOON)
    look(page, "finals")
    pairs = {
        f"judge{n:02}": found
        for n in range(1, road.judges + 1)
        if (found := people.ask(f"judge{n:02}", "/pairs")["items"])
    }
    judge, mine = people.sit(browser, next(iter(pairs)))
    tab(mine, "答辩比较")
    first = mine.get_by_role("radiogroup").first
    first.get_by_role("radio").first.check()
    mine.get_by_label("理由（不作判断的写明原因）").first.fill("规则更完整")
    look(mine, "a pair of a final")
    mine.get_by_role("button", name="提交", exact=True).first.click()
    expect(mine.get_by_text("规则更完整")).to_be_visible()
    judge.close()
    while road.desk.final():
        pass
    organiser.close()
    visitor.close()


def published(browser, people: People) -> None:
    """Frozen, counted again, signed by two in the page, published; the result is everybody's."""
    organiser, steps = people.sit(browser, "organiser")
    step(steps, "已封存")
    people.worked_off()
    people.go(steps, "results")
    expect(steps.get_by_text("独立程序重算，名次一致")).to_be_visible()
    expect(steps.locator("table.results tbody tr")).to_have_count(180)
    expect(steps.locator("table.results")).not_to_contain_text("作品0")
    look(steps, "a frozen result")
    for who in ("signer1", "signer2"):
        visitor, page = people.sit(browser, who)
        page.get_by_role("button", name="签名").click()
        sure(page, "签名")
        expect(page.get_by_role("button", name="签名")).to_have_count(0)
        visitor.close()
    people.go(steps, "results")
    step(steps, "已公布")
    expect(steps.locator("table.results")).to_contain_text("作品0")
    look(steps, "a published result")
    for name, begins in (("全部获奖证书（PDF）", b"%PDF"), ("汇总表（PDF）", b"%PDF"), ("评分表（Word）", b"PK")):
        with steps.expect_download() as got:
            steps.get_by_role("link", name=re.compile(re.escape(name))).first.click()
        with open(got.value.path(), "rb") as file:
            assert file.read(4).startswith(begins), name
    organiser.close()
    context = browser.new_context(viewport={"width": 390, "height": 900})
    page = context.new_page()
    page.goto(f"{people.desk}/published/whole")
    expect(page.locator("table.results")).to_contain_text("一等奖")
    look(page, "everybody's page of two hundred works")
    context.close()


def awarded(browser, people: People, road) -> None:
    """The winner reads his result and appeals; his work is handed over by pressing the button."""
    best = next(one for one in people.ask("organiser", "/results")["types"][0]["works"] if one["rank"] == 1)
    visitor, page = people.sit(browser, best["authors"][0]["username"])
    expect(page.get_by_text("第 1 名（共 139 件）")).to_be_visible()
    page.get_by_role("button", name="提出申诉").click()
    page.locator(".ant-modal:visible").get_by_label("申诉理由").fill("规则一项评分偏低")
    sure(page, "提出申诉")
    expect(page.get_by_text("您的申诉")).to_be_visible()
    visitor.close()
    organiser, steps = people.sit(browser, "organiser")
    tab(steps, "申诉")
    expect(steps.get_by_text("规则一项评分偏低")).to_be_visible()
    tab(steps, "移交")
    steps.get_by_role("button", name=f"移交 {best['work']}").click()
    sure(steps, "移交")
    expect(steps.get_by_text("模型库中：")).to_be_visible(timeout=SOON)
    look(steps, "a winner handed over")
    organiser.close()


def away_too_long(browser, people: People) -> None:
    """A session ends while somebody writes: what he wrote is there when he has logged in again beside the page."""
    visitor, page = people.sit(browser, "organiser")
    tab(page, "席位")
    page.get_by_role("button", name="添加席位").click()
    dialogue = page.get_by_role("dialog", name="添加席位")
    dialogue.get_by_label("人员").fill("appeal1")
    page.locator(".ant-select-dropdown:visible .ant-select-item-option", has_text="姓appeal1").click()
    choose(dialogue, "席位", "申诉评委")
    dialogue.get_by_label("已确认身份").check()
    kept = visitor.context.cookies()
    visitor.context.clear_cookies(name="mingjian")
    dialogue.get_by_role("button", name="添加席位").click()
    ended = page.get_by_role("dialog", name="登录已过期")
    expect(ended).to_be_visible()
    look(page, "a session that ended")
    ended.get_by_role("button", name="已登录，继续").click()
    expect(ended.get_by_text("还没有登录")).to_be_visible()
    visitor.context.add_cookies(kept)
    ended.get_by_role("button", name="已登录，继续").click()
    expect(ended).to_be_hidden()
    expect(dialogue.get_by_label("已确认身份")).to_be_checked()
    dialogue.get_by_role("button", name="添加席位").click()
    expect(dialogue).to_be_hidden()
    expect(page.get_by_role("row", name=re.compile("姓appeal1"))).to_contain_text("R01")
    visitor.complaints.clear()  # the browser told of requests without a session
    visitor.close()
