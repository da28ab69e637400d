"""Getting data: a blocked cell of the coverage map → request → sent → agreement → delivery imported → calendar met."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]
expect.set_options(timeout=20_000)

WORDS = {
    "zh": {
        "agency": "单位", "kind": "单位类别", "welfare": "人力资源和社会保障部门", "purpose": "用途", "save": "保存",
        "send": "发出", "number": "文号", "due": "期限", "sent": "已发出", "from": "据此申请登记协议",
        "title": "协议名称", "limits": "用途限制", "span": "协议期限", "often": "交付周期", "monthly": "每月",
        "first": "首次交付日", "add": "上传", "met": "已交付|迟交", "pensions": "养老金发放",
    },
    "en": {
        "agency": "Agency", "kind": "Kind of agency", "welfare": "social security", "purpose": "Purpose",
        "save": "Save", "send": "Send", "number": "Document number", "due": "Due", "sent": "sent",
        "from": "Write down the agreement that came of it", "title": "Title of the agreement",
        "limits": "Limits of use", "span": "Term", "often": "Frequency", "monthly": "monthly",
        "first": "First delivery", "add": "Add a file", "met": "delivered", "pensions": "pension payment",
    },
}  # fmt: skip


@pytest.mark.parametrize(("lang", "width"), [("zh", 1440), ("en", 1024)])
def test_from_a_blocked_model_to_a_delivery_that_is_met(browser, desk, tmp_path, lang, width):
    from browser_parts import Visitor
    from test_pages import look
    from test_road_in_browser import choose

    visitor, words = Visitor(browser, desk, width), WORDS[lang]
    page = visitor.log_in("data")
    choose(page, lang)
    page.goto(f"{desk}/coverage")
    expect(page.locator(".matrix tbody tr").first).to_be_visible()
    see(page, look, f"coverage-{lang}-{width}")
    page.locator(".matrix a .state-blocked").first.click()
    page.wait_for_url(re.compile("/supply\\?.*standards="))
    form = page.locator(".ant-modal:visible")
    form.get_by_label(words["agency"], exact=True).fill(f"某局{lang}")
    pick(page, words["kind"], words["welfare"])
    see(page, look, f"request-form-{lang}-{width}")
    form.get_by_role("button", name=words["save"], exact=True).click()
    page.wait_for_url("**/supply/requests/*")
    page.get_by_role("button", name=words["send"], exact=True).click()
    form = page.locator(".ant-modal:visible")
    form.get_by_label(words["number"]).fill("皖检数〔2026〕1号")
    day(page, words["due"], at_the_office() + timedelta(days=30))
    form.get_by_role("button", name=words["send"], exact=True).click()
    expect(page.locator("#main .mark").filter(has_text=re.compile(words["sent"], re.I)).first).to_be_visible()
    see(page, look, f"request-{lang}-{width}")
    request = page.url
    page.goto(f"{request}/print")
    expect(page.locator(".paper")).to_contain_text("皖检数〔2026〕1号")
    see(page, look, f"letter-{lang}-{width}")
    page.goto(f"{desk}/supply")
    expect(page.locator("tbody tr.ant-table-row").first).to_be_visible()
    see(page, look, f"requests-{lang}-{width}")
    agree(page, desk, request, words, tmp_path)
    see(page, look, f"agreement-{lang}-{width}")
    agreement = page.url
    page.goto(f"{desk}/supply/agreements")
    expect(page.locator("tbody tr.ant-table-row").first).to_be_visible()
    see(page, look, f"agreements-{lang}-{width}")
    page.goto(f"{desk}/supply/calendar")
    expect(page.locator(".month .mark").first).to_be_visible()
    load(page, desk, agreement, lang)
    page.goto(f"{desk}/supply/calendar")
    met = re.compile(words["met"], re.I)  # the last working day of the month may have passed already: then it is late
    expect(page.locator(".month .mark").filter(has_text=met).first).to_be_visible()
    see(page, look, f"calendar-{lang}-{width}")
    page.goto(f"{desk}/supply/calendar?view=list")
    row = page.locator("tbody tr.ant-table-row").filter(has_text=re.compile(words["pensions"], re.I))
    expect(row.filter(has_text=f"某局{lang}").first).to_contain_text(met)
    see(page, look, f"calendar-list-{lang}-{width}")
    page.goto(agreement)
    expect(page.locator("#main a[href*='/data/pension_payment']").first).to_be_visible()
    page.goto(f"{desk}/data/pension_payment")
    page.locator(".ant-tabs-tab").nth(5).click()
    under = page.get_by_role("tabpanel").locator("tbody tr.ant-table-row").filter(has_text=f"协议{lang}")
    expect(under.first).to_be_visible()
    see(page, look, f"dataset-supply-{lang}-{width}")
    page.goto(f"{desk}/deadlines?scope=office")
    expect(page.locator("tbody tr.ant-table-row").first).to_be_visible()
    see(page, look, f"deadlines-{lang}-{width}")
    page.goto(f"{desk}/coverage?view=next")
    expect(page.locator("tbody tr.ant-table-row").first).to_be_visible()
    see(page, look, f"next-{lang}-{width}")
    page.goto(f"{desk}/coverage?view=datasets")
    expect(page.locator(".matrix tbody tr").first).to_be_visible()
    see(page, look, f"datasets-{lang}-{width}")
    choose(page, "zh")
    visitor.close()


def agree(page: Page, desk: str, request: str, words: dict[str, str], tmp_path) -> None:
    """Write the agreement down that came of the request, about pensions, owed on the last day of this month."""
    lang = "zh" if words["save"] == "保存" else "en"
    page.goto(request)
    page.get_by_role("link", name=words["from"]).click()
    form = page.locator(".ant-modal:visible")
    form.get_by_label(words["title"]).fill(f"协议{lang}")
    datasets = form.locator("#standards")
    datasets.click()
    datasets.fill(words["pensions"])
    page.locator(".ant-select-item-option:visible").first.click()
    form.locator(".ant-modal-title").click()
    form.get_by_label(words["limits"]).fill("仅用于法律监督")
    pick(page, words["often"], words["monthly"])
    first = at_the_office().replace(day=1)
    span = form.locator("#span")
    span.click()
    span.fill(first.isoformat())
    page.keyboard.press("Enter")
    page.keyboard.insert_text(first.replace(year=first.year + 1).isoformat())
    page.keyboard.press("Enter")
    day(page, words["first"], (first + timedelta(days=32)).replace(day=1) - timedelta(days=1))
    form.get_by_role("button", name=words["save"], exact=True).click()
    page.wait_for_url("**/supply/agreements/*")
    paper = tmp_path / "协议.pdf"
    paper.write_bytes(b"%PDF-1.7\n")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=words["add"]).click()
    chooser.value.set_files(paper)
    expect(page.get_by_role("link", name="协议.pdf")).to_be_visible()


def load(page: Page, desk: str, agreement: str, lang: str) -> None:
    """A delivery of pensions through the API; on its page the agreement is chosen."""
    token = next(one["value"] for one in page.context.cookies() if one["name"] == "csrftoken")
    headers = {"X-CSRFToken": token, "Referer": desk, "Content-Type": "application/octet-stream"}
    amount = 300 + int(agreement.rsplit("/", 1)[1])  # another content for each agreement
    data = f"姓名,身份证号,所属月份,发放金额,行政区划\n甲乙,,2024-01,{amount},340102\n"
    made = page.request.post(f"{desk}/api/data/uploads?name=p.csv", data=data.encode(), headers=headers).json()
    path, headers = f"{desk}/api/data/uploads/{made['id']}", {**headers, "Content-Type": "application/json"}
    draft = page.request.get(f"{path}?standard=pension_payment@1").json()["draft"]
    draft = {**draft, "delivery": "append", "version": made["version"]}
    mapped = page.request.put(f"{path}/mapping", data=draft, headers=headers).json()
    assert page.request.post(f"{path}/import", data={"version": mapped["version"]}, headers=headers).ok
    for _ in range(200):
        if page.request.get(path).json()["state"]["code"] == "imported":
            break
        page.wait_for_timeout(200)
    page.goto(f"{desk}/data/uploads/{made['id']}")
    card = page.locator(".ant-card").filter(has=page.locator(".ant-select"))
    expect(card.first).to_be_visible()
    card.first.locator(".ant-select").click()
    page.locator(".ant-select-item-option:visible").filter(has_text=f"协议{lang}").click()
    expect(card.first.locator(".ant-select")).to_contain_text(f"某局{lang}")  # as the server has it now


def at_the_office() -> date:
    """The day it is there."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()


def pick(page: Page, label: str, value: str) -> None:
    """Choose a value of a list."""
    page.locator(".ant-modal:visible").get_by_label(label, exact=True).click()
    page.locator(".ant-select-item-option:visible").filter(has_text=re.compile(value, re.I)).first.click()


def day(page: Page, label: str, chosen: date) -> None:
    """Write a day."""
    field = page.locator(".ant-modal:visible").get_by_label(label, exact=True)
    field.click()
    field.fill(chosen.isoformat())
    page.keyboard.press("Enter")


def see(page: Page, look, name: str) -> None:
    """Nothing to complain of; a picture for whoever asked for one."""
    from test_data_in_browser import shoot

    expect(page.locator(".ant-select-dropdown:visible")).to_have_count(0)  # a list on its way out has no name
    look(page, name)
    shoot(page, f"supply-{name}")
