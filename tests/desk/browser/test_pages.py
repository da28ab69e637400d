"""Every page in two languages and at two widths: nothing to complain of, nothing asked elsewhere, readable to all."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

FIRST_LOAD = 600_000
"""Bytes over the wire from the log-in page to the inbox (issue of the desk: 600 KB)."""
GRAPH = {"zh": "关系图", "en": "Relationship graph"}
PAGES = {
    "today": ("/", "#main .ant-statistic"),
    "inbox": ("/clues", ".clue-row"),
    "nothing found": ("/clues?q=zzzzzz", ".ant-empty"),
    "models": ("/models", "tbody tr.ant-table-row"),
    "model": ("/models/benefits-paid-to-the-dead", ".told h2"),
    "cases": ("/cases", "#main h1"),
    "approvals": ("/approvals", ".ant-empty"),
    "tokens": ("/tokens", "#main h1"),
    "deadlines": ("/deadlines", "#main h1"),
    "deadlines of the office": ("/deadlines?scope=office", "#main .ant-segmented"),
    "handed over": ("/handovers", "#main h1"),
    "figures": ("/figures", "table.figures"),
    "figures of nothing": ("/figures?last=1999-01-01", ".ant-empty"),
    "yield": ("/yield", "tbody tr.ant-table-row"),
    "plans of checking": ("/yield/check", "#main form"),
    "no such plan": ("/yield/check/999999", "#main h1"),
    "data gaps": ("/yield/gaps", "tbody tr.ant-table-row"),
    "campaigns": ("/campaigns", "#main h1"),
    "no such campaign": ("/campaigns/999999", "#main h1"),
    "sentencing": ("/sentencing?charge=盗窃罪", "#main .ant-collapse-header"),
    "kept calculations": ("/sentencing/kept", "#main h1"),
    "crimes covered": ("/sentencing/coverage", "tbody tr.ant-table-row"),
    "charge advice": ("/advice", "#main textarea"),
    "confusable charges": ("/advice/confusable", "tbody tr.ant-table-row"),
    "contests": ("/contests", "#main h1"),
    "no such contest": ("/contests/nothing", "#main h1"),
    "drafts": ("/workshop", "#main h1"),
    "no such draft": ("/workshop/999999", "#main h1"),
    "reports": ("/reports", "#main h1"),
    "exchange": ("/exchange", "#main h1"),
    "templates": ("/templates", "tbody tr.ant-table-row"),
    "requests for data": ("/supply", "#main .ant-segmented"),
    "agreements about data": ("/supply/agreements", "#main .ant-segmented"),
    "deliveries due": ("/supply/calendar", "#main .ant-segmented"),
    "coverage map": ("/coverage", ".matrix tbody tr"),
    "models by data": ("/coverage?view=datasets", ".matrix tbody tr"),
    "data to get next": ("/coverage?view=next", "tbody tr.ant-table-row"),
    "no such request": ("/supply/requests/0", "#main h1"),
    "no such page": ("/nothing/here", "#main h1"),
    "no such clue": ("/clues/nothing", "#main h1"),
}


@pytest.mark.parametrize(
    ("lang", "width"),
    [("zh", 1440), pytest.param("en", 1024, marks=pytest.mark.slow), pytest.param("zh", 1024, marks=pytest.mark.slow),
     pytest.param("en", 1440, marks=pytest.mark.slow)],
)  # fmt: skip
def test_every_page_is_quiet_and_readable(browser, desk, lang, width):
    from browser_parts import Visitor
    from test_road_in_browser import choose

    visitor = Visitor(browser, desk, width)
    page = visitor.log_in("prosecutor")
    choose(page, lang)
    for name, (path, sign) in PAGES.items():
        page.goto(desk + path)
        expect(page.locator(sign).first).to_be_visible()
        look(page, f"{name} {lang} {width}")
    page.goto(f"{desk}/clues")
    page.click(".clue-row >> nth=0")
    page.wait_for_selector(".evidence table")
    look(page, f"clue {lang} {width}")
    page.locator(".ant-card", has_text=GRAPH[lang]).get_by_role("button").first.click()
    expect(page.locator(".graph-table tbody tr").nth(1)).to_be_visible()
    page.locator(".graph-table tbody tr").nth(1).get_by_role("button").first.click()
    expect(page.locator(".graph-details h3")).to_be_visible()
    look(page, f"graph {lang} {width}")
    choose(page, "zh")
    visitor.complaints = [one for one in visitor.complaints if "404 (Not Found)" not in one]  # of the clue there is not
    visitor.close()


@pytest.mark.parametrize(("lang", "width"), [("zh", 1440), ("en", 1024)])
@pytest.mark.parametrize(
    ("who", "paths"),
    [("security", {"/": ".ways .ant-card", "/users": "tbody tr.ant-table-row", "/offices": "tbody tr.ant-table-row",
                  "/tokens": ".ant-empty", "/partners": "#main h1"}),
     ("audit", {"/": ".ways .ant-card", "/audit": "tbody tr.ant-table-row"}),
     ("system", {"/": ".ways .ant-card", "/operate": "tbody tr.ant-table-row"})],
)  # fmt: skip
def test_the_administrators_pages_are_quiet_and_readable(browser, desk, who, paths, lang, width):
    from browser_parts import Visitor
    from test_road_in_browser import choose

    visitor = Visitor(browser, desk, width)
    page = visitor.log_in(who)
    choose(page, lang)
    for path, sign in paths.items():
        page.goto(desk + path)
        expect(page.locator(sign).first).to_be_visible()
        assert page.locator(".ant-menu-item").count() == len(paths), "the navigation is that of his rights"
        look(page, f"{who} {path} {lang} {width}")
    for narrow in (768, 390):
        page.set_viewport_size({"width": narrow, "height": 900})
        assert over_title(page) <= 0, (who, lang, narrow)
    page.set_viewport_size({"width": width, "height": 1000})
    choose(page, "zh")
    visitor.close()


def test_a_new_user_is_told_his_password_once_and_has_to_change_it(browser, desk):
    from browser_parts import Visitor

    visitor = Visitor(browser, desk)
    page = visitor.log_in("security")
    page.goto(f"{desk}/users")
    page.get_by_role("button", name="新增用户").click()
    page.fill("#username", "xinren")
    page.fill("#name", "新人")
    for field in ("#office", "#roles"):
        page.locator(field).click()
        page.keyboard.press("Enter")
    page.locator(".ant-modal-title").click()  # closes the list of roles, which lies over the button
    page.locator(".ant-modal:visible").get_by_role("button", name="保存").click()
    password = page.locator(".first-password code").inner_text().strip()
    page.get_by_role("button", name="我已记下").click()
    expect(page.get_by_text("xinren")).to_be_visible()
    assert password not in page.content()
    visitor.close()
    newcomer = Visitor(browser, desk)
    newcomer.page.goto(f"{desk}/login")
    newcomer.page.fill("#username", "xinren")
    newcomer.page.fill("#password", password)
    newcomer.page.click("button[type=submit]")
    newcomer.page.wait_for_url("**/password")
    newcomer.close()


@pytest.mark.parametrize("path", ["/login", "/login?lang=en"])
def test_the_login_page_is_readable_and_works_without_scripts(browser, desk, path):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(desk + path)
    page.fill("#username", "prosecutor")
    page.fill("#password", "wrong")
    page.click("button[type=submit]")
    expect(page.locator("[role=alert]")).to_be_visible()
    page.get_by_role("button", name=re.compile(r"(以| as )chief")).click()  # a demo's people need not type
    page.wait_for_url(f"{desk}/")
    context.close()
    page = browser.new_page()
    page.goto(desk + path)
    look(page, path)
    page.close()


def test_the_first_load_is_light(browser, desk):
    from browser_parts import Visitor

    visitor, sizes = Visitor(browser, desk), []
    visitor.page.on("requestfinished", lambda one: sizes.append(one.sizes()["responseBodySize"]))
    page = visitor.log_in("prosecutor")
    page.click('a[href="/clues"]')
    page.wait_for_selector(".clue-row")
    page.wait_for_load_state("networkidle")
    assert 100_000 < sum(sizes) < FIRST_LOAD
    visitor.close()


def over_title(page: Page) -> int:
    """By how many pixels what stands in the header reaches below the top of the page's title or out of the window."""
    return page.evaluate("""() => {
        const head = [...document.querySelectorAll(".head, .head *")].map((one) => one.getBoundingClientRect());
        const title = document.querySelector("#main h1").getBoundingClientRect();
        const wide = Math.max(...head.map((one) => one.right)) - window.innerWidth;
        return Math.ceil(Math.max(Math.max(...head.map((one) => one.bottom)) - title.top, wide));
    }""")


STILL = "*, *::before, *::after { transition: none !important; animation: none !important; }"


def look(page: Page, where: str) -> None:
    """No violation that axe calls serious or critical, and nothing wider than the window."""
    expect(page.locator(".ant-btn-loading")).to_have_count(0)  # paler while what was asked for is on its way
    still = page.add_style_tag(content=STILL)  # a colour on its way to another is none that a reader is left with
    found = Axe().run(page).response["violations"]
    still.evaluate("style => style.remove()")  # menus and dialogues wait for the end of their motions
    bad = [(one["id"], one["nodes"][0]["html"][:200]) for one in found if one["impact"] in ("serious", "critical")]
    assert not bad, (where, bad)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, (where, wide)
