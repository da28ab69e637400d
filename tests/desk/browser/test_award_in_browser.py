"""A small contest from the close to the award, an appeal and judging again, by people in front of the pages. What is
the same many times over (other works, other judges) they do through the API meanwhile."""

from __future__ import annotations

import re

import pytest
from award_parts import choose, points, step, sure, tab
from contest_people import People
from playwright.sync_api import Page, expect
from test_pages import look

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SOON = 60_000
"""Milliseconds within which a job ends, on a busy machine too."""


@pytest.fixture
def people(desk, desk_folder):
    return People.seeded(
        desk, desk_folder, "award", works=6, judges=4, late=0, incomplete=1, conflicts=1, copies=0, doubts=1
    )


def test_from_the_close_to_an_appeal(browser, people: People) -> None:
    to_judging(browser, people)
    to_publication(browser, people)
    appealed_and_judged_again(browser, people)


def to_judging(browser, people: People) -> None:
    visitor, page = people.sit(browser, "secretary")
    decided(page, people)
    organiser, steps = people.sit(browser, "organiser")
    step(steps, "已审查")
    seated(page, people)
    people.go(page, "conflicts")
    clashes(page)
    blinded(page)
    assigned(page, people)
    visitor.close()
    people.go(steps)
    step(steps, "评审中")
    organiser.close()


def decided(page: Page, people: People) -> None:
    """A work is decided on in the page, the others likewise through the API."""
    row = page.get_by_role("row", name=re.compile("作品002"))
    row.get_by_role("button", name="审查：作品002").click()
    page.locator(".ant-modal:visible").get_by_role("button", name="确定").click()
    expect(row).to_contain_text("参评")
    for one in people.ask("secretary", "/entries?size=200")["items"]:
        if one["state"]["code"] == "submitted":
            body = {"action": "admit" if one["whole"] else "refuse", "why": "" if one["whole"] else "材料不全"}
            people.ask("secretary", f"/entries/{one['id']}/act", {**body, "version": one["version"]})


def seated(page: Page, people: People) -> None:
    """A judge is found by name; one of a work's own telephone has a conflict."""
    people.go(page, "seats")
    page.get_by_role("button", name="添加席位").click()
    dialogue = page.locator(".ant-modal:visible")
    dialogue.get_by_label("人员").fill("judge01")
    page.locator(".ant-select-dropdown:visible .ant-select-item-option", has_text="姓judge01").click()
    dialogue.get_by_label("已确认身份").check()
    look(page, "a seat for somebody found by name")
    dialogue.get_by_role("button", name="添加席位").click()
    expect(page.locator(".ant-modal:visible")).to_have_count(0)
    expect(page.get_by_role("row", name=re.compile("姓judge01"))).to_contain_text("J01")
    body = {"kind": "judge", "types": ["creative"], "confirmed": True}
    for number in (2, 3, 4):
        contacts = ["+86 13900000002"] if number == 3 else []
        people.ask("secretary", "/seats", {"username": f"judge{number:02}", "contacts": contacts, **body})


def clashes(page: Page) -> None:
    """Computed, told by the secretary, and looked at before somebody is invited."""
    row = page.get_by_role("row", name=re.compile("J03 姓judge03"))
    expect(row).to_contain_text("联系方式相同")
    page.get_by_role("button", name="申报回避").click()
    dialogue = page.locator(".ant-modal:visible")
    choose(dialogue, "评委", "J04")
    dialogue.get_by_label("涉及").fill("姓entrant004")
    dialogue.get_by_label("理由").fill("曾是师生")
    dialogue.get_by_role("button", name="申报", exact=True).click()
    expect(page.locator(".ant-modal:visible")).to_have_count(0)
    expect(page.get_by_role("row", name=re.compile("J04 姓judge04"))).to_contain_text("申报")
    page.get_by_label("输入姓名、单位或用户名查找").fill("entrant005")
    page.locator(".ant-select-dropdown:visible .ant-select-item-option", has_text="姓entrant005").click()
    expect(page.get_by_text("作者本人").first).to_be_visible()
    look(page, "conflicts")


def blinded(page: Page) -> None:
    """Made, what is doubtful decided, made anew."""
    tab(page, "匿名材料")
    expect(page.get_by_text("5 件尚未制作")).to_be_visible()
    page.get_by_role("button", name="制作匿名材料").click()
    expect(page.get_by_text("件作品中有")).to_be_visible(timeout=SOON)
    look(page, "packages")
    page.get_by_role("button", name=re.compile("^待核：")).first.click()
    expect(page.locator("mark").first).to_be_visible()
    look(page, "what is doubtful")
    page.get_by_label("选择本页全部").check()
    page.get_by_role("button", name=re.compile("隐去所选")).click()
    expect(page.get_by_text("全部已决定")).to_be_visible(timeout=SOON)
    page.get_by_role("button", name="返回匿名材料").click()
    expect(page.get_by_text("全部完成，可以分配评委")).to_be_visible(timeout=SOON)


def assigned(page: Page, people: People) -> None:
    """Proposed, read, applied."""
    tab(page, "分配")
    page.get_by_role("button", name="生成分配方案").click()
    proposal = page.get_by_role("region", name="待定方案")
    expect(proposal).to_be_visible(timeout=SOON)
    expect(proposal).to_contain_text("新增 15 份评审")
    look(page, "a proposal")
    proposal.get_by_role("button", name="采用方案").click()
    sure(page, "采用方案")
    expect(page.get_by_role("heading", name="已分配 15 份评审")).to_be_visible()
    pairs = people.ask("secretary", "/assignment")["assigned"]
    barred = {(one["judge"], one["work"]) for one in people.ask("secretary", "/conflicts")["items"]}
    assert barred
    assert not barred & {(one["judge"], one["work"]) for one in pairs}


def to_publication(browser, people: People) -> None:
    for number in (1, 2, 4):
        people.scored(f"judge{number:02}")
    judge, page = people.sit(browser, "judge03")
    judged(page)
    judge.close()
    visitor, page = people.sit(browser, "secretary")
    entered(page)
    people.scored("judge03")
    organiser, steps = people.sit(browser, "organiser")
    expect(steps.get_by_text("已收 15／15 份评分表")).to_be_visible()
    step(steps, "核对中")
    people.worked_off()
    people.go(page, "progress")
    settled(page, people)
    people.go(steps, "progress")
    expect(steps.get_by_role("heading", name="评委宽严")).to_be_visible()
    look(steps, "progress and strictness")
    step(steps, "已封存", why="名次接近的作品不再组织答辩")
    people.worked_off()
    people.go(steps, "results")
    expect(steps.get_by_text("独立程序重算，名次一致")).to_be_visible()
    expect(steps.locator("table.results")).not_to_contain_text("作品00")
    signed(browser, people)
    people.go(steps, "results")
    step(steps, "已公布")
    expect(steps.locator("table.results")).to_contain_text("作品00")
    look(steps, "published")
    organiser.close()
    visitor.close()


def judged(page: Page) -> None:
    """A sheet filled in, its form taken back again."""
    region = page.get_by_role("region", name=re.compile("评分表：")).first
    points(region, "6")
    expect(region).to_contain_text("总分 60")
    region.get_by_role("button", name="提交评分表").click()
    sure(page, "提交评分表")
    page.get_by_role("button", name="撤回评分表").click()
    page.locator(".ant-modal:visible").get_by_label("理由").fill("看错了一页")
    sure(page, "撤回评分表")
    expect(page.get_by_role("button", name="撤回评分表")).to_have_count(0)
    look(page, "a judge's works")


def entered(page: Page) -> None:
    """A judge's paper is typed in by the secretary."""
    tab(page, "评分进度")
    page.get_by_role("button", name="代录评分表").click()
    dialogue = page.locator(".ant-modal:visible")
    choose(dialogue, "评委", "J03")
    dialogue.get_by_label("作品编号").click()
    page.locator(".ant-select-dropdown:visible .ant-select-item-option").first.click()
    dialogue.get_by_label("纸质评分表").fill("7 号")
    points(dialogue, "7")
    look(page, "a form typed in")
    dialogue.get_by_role("button", name="录入", exact=True).click()
    expect(page.locator(".ant-modal:visible")).to_have_count(0)
    expect(page.get_by_role("row", name=re.compile("7 号"))).to_contain_text("J03")


def settled(page: Page, people: People) -> None:
    """What lies far is asked about in the page and settled; proposals of further reviews are dropped there."""
    expect(page.get_by_text("评委是否一致", exact=True)).to_be_visible()
    open_ = [one for one in people.ask("secretary", "/far")["items"] if one["state"] != "closed"]
    reasoned(page, "办结", "如何处理", len(open_))
    tab(page, "分配")
    expect(page.get_by_text("已分配 15 份评审")).to_be_visible()
    open_ = [one for one in people.ask("secretary", "/assignment")["items"] if one["state"] == "open"]
    reasoned(page, "放弃方案", "理由", len(open_))


def reasoned(page: Page, name: str, label: str, left: int) -> None:
    """What is done with a reason, once for each that is left."""
    buttons = page.get_by_role("button", name=name, exact=True)
    for number in range(left, 0, -1):
        expect(buttons).to_have_count(number)
        buttons.first.click()
        page.locator(".ant-modal:visible").get_by_label(label).fill("评委已说明")
        sure(page, name)
        expect(page.locator(".ant-modal:visible")).to_have_count(0)


def signed(browser, people: People) -> None:
    """One signer in the page, the other through the API."""
    visitor, page = people.sit(browser, "signer1")
    page.get_by_role("button", name="签名").click()
    sure(page, "签名")
    expect(page.get_by_text("还差一名签发人")).to_be_visible()
    look(page, "signed by one")
    visitor.close()
    people.ask("signer2", "/sign", {"digest": people.ask("signer2", "/results")["digest"]})


def appealed_and_judged_again(browser, people: People) -> None:
    public(browser, people)
    works = people.ask("organiser", "/results")["types"][0]["works"]
    best = next(one for one in works if one["rank"] == 1)
    entrant = best["authors"][0]["username"]
    visitor, page = people.sit(browser, entrant)
    expect(page.get_by_text("第 1 名（共 5 件）")).to_be_visible()
    page.get_by_role("button", name="提出申诉").click()
    page.locator(".ant-modal:visible").get_by_label("申诉理由").fill("规则一项评分偏低")
    sure(page, "提出申诉")
    expect(page.get_by_text("您的申诉")).to_be_visible()
    look(page, "an entrant's result")
    visitor.close()
    for number in (1, 2, 3):
        body = {"username": f"appeal{number}", "kind": "appeal", "confirmed": True}
        people.ask("organiser", "/seats", body)
    organiser, steps = people.sit(browser, "organiser")
    heard(browser, people, steps)
    again(steps, people, best["work"])
    organiser.close()


def public(browser, people: People) -> None:
    """The published result is read without a log-in; that of a contest that has none is not."""
    context = browser.new_context(viewport={"width": 390, "height": 900})
    page = context.new_page()
    page.goto(f"{people.desk}/published/award")
    expect(page.get_by_role("heading", name="模型竞赛：结果")).to_be_visible()
    expect(page.locator("table.results")).to_contain_text("一等奖")
    look(page, "public page 390")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="contest of models: results")).to_be_visible()
    page.goto(f"{people.desk}/published/nothing")
    expect(page.get_by_role("heading", name="结果没有公开")).to_be_visible()
    look(page, "no public result")
    context.close()


def heard(browser, people: People, page: Page) -> None:
    """Its judges are chosen in the page, one of them votes there."""
    tab(page, "申诉")
    field = page.get_by_label("指定三名申诉评委")
    for number in (1, 2, 3):
        field.fill(f"R0{number}")
        page.locator(".ant-select-dropdown:visible .ant-select-item-option", has_text=f"R0{number}").click()
    field.press("Escape")
    page.get_by_role("button", name="交由审理").click()
    expect(page.get_by_text("还有 3 名评委没有表决")).to_be_visible()
    look(page, "an appeal with its judges")
    number = people.ask("organiser", "/appeals")["items"][0]["id"]
    people.ask("appeal1", f"/hearings/{number}", {"word": "upheld", "why": "确有依据"})
    people.ask("appeal2", f"/hearings/{number}", {"word": "rejected", "why": "评分恰当"})
    visitor, hearing = people.sit(browser, "appeal3")
    expect(hearing.locator("#main")).not_to_contain_text("entrant")
    hearing.get_by_role("radio", name="申诉成立").check()
    hearing.get_by_label("理由").fill("第二项确实偏低")
    look(hearing, "a hearing")
    hearing.get_by_role("button", name="表决").click()
    sure(hearing, "表决")
    expect(hearing.locator(".ant-card-extra")).to_contain_text("申诉成立")
    visitor.close()


def again(page: Page, people: People, work: str) -> None:
    """A set is made, looked at, applied; the result is signed and published once more."""
    form = next(one for one in people.ask("organiser", "/results/forms")["items"] if one["work"] == work)
    tab(page, "复核")
    page.get_by_role("button", name="新建复核方案").click()
    page.get_by_label("复核理由").fill("申诉成立")
    page.get_by_label("作品编号").fill(work)
    page.get_by_label("作品编号").press("Enter")
    page.get_by_label(re.compile(f"不再计入第 {form['number']} 号")).check()
    page.get_by_label(f"第 {form['number']} 号评分表撤回理由").fill("第二项有误")
    page.get_by_text(f"补一份 {work} 的评分表").click()
    choose(page, "评委", form["judge"])
    page.get_by_label("纸质评分表").fill("复核表 1 号")
    points(page, "2")
    page.get_by_role("button", name="加入方案").click()
    expect(page.get_by_text("不再计入 1 份，补入 1 份")).to_be_visible()
    look(page, "a set of judging again")
    page.get_by_role("button", name="看会改变什么").click()
    apply = page.get_by_role("button", name="采用", exact=True)
    expect(apply).to_be_enabled(timeout=SOON)
    expect(page.get_by_text("名次变动").first).to_be_visible()
    look(page, "what would move")
    apply.click()
    sure(page, "采用")
    expect(page.locator(".road .here")).to_contain_text("已封存")
    people.worked_off()
    for who in ("signer1", "signer2"):
        people.ask(who, "/sign", {"digest": people.ask(who, "/results")["digest"]})
    people.go(page)
    step(page, "已公布")
    tab(page, "移交")
    give = page.get_by_role("button", name=re.compile("^移交 "))
    expect(give.first).to_be_visible(timeout=SOON)  # the list has come before its rows are counted
    left = give.count()
    give.first.click()
    sure(page, "移交")
    expect(page.get_by_text("模型库中：")).to_be_visible(timeout=SOON)
    expect(give).to_have_count(left - 1)
    look(page, "winners handed over")
    tab(page, "记录链")
    expect(page.get_by_text("环全部完好")).to_be_visible()
    look(page, "the chain")
