"""Identity in the browser: nothing yet → resolved by a job → a record with both sides → decided → resolved again; a
company by its own words, decided and withdrawn."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]
expect.set_options(timeout=20_000)
WORDS = {
    "nav": "身份认定", "none": "还没有认定过", "start": "开始认定", "again": "重新认定", "both": "两边对照",
    "why": "查看被遮盖内容的理由", "reveal": "显示原值（留痕）", "kept": "已记录", "stale": "重新认定后才生效",
    "same": "是同一主体", "other": "不是同一主体", "withdraw": "撤回", "company": "单位", "former": "原组织机构代码",
}  # fmt: skip
BOTH = "Both sides"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk over a lake with a small town in it, two of whose people have one name and county."""
    from browser_parts import CHROMIUM, environment, serve

    if CHROMIUM is None:
        pytest.skip("Chromium is absent (Debian package chromium, or MINGJIAN_CHROMIUM)")
    root = tmp_path_factory.mktemp("town")
    script = Path(__file__).parent / "browser_parts.py"
    subprocess.run([sys.executable, str(script), str(root)], env=environment(), check=True)
    _people(root / "lake")
    process, address = serve(root / "desk")
    yield address
    process.terminate()
    assert process.wait(timeout=40) == 0


def _people(path: Path) -> None:
    sys.path += [str(Path(__file__).parents[2] / part) for part in ("identity", "runs")]
    from identity_parts import people, publish_rows, spoiled
    from test_companies import companies, failed

    from mingjian.lake import Lake

    lake, known = Lake.open(path), people(240)
    twin = next(one for one in known[1:] if one["id_number"][:5] == known[0]["id_number"][:5])
    twin["name"] = known[0]["name"]
    paid = {"region": "340100", "month": 2024 * 12 + 3, "amount": 1000}
    publish_rows(lake, "town_pensions", "pension_payment@1", [{**paid, **one} for one in known])
    stay = {"region": "340100", "hotel": "江淮旅馆", "checked_in": date(2024, 3, 1)}
    rows = [spoiled(known[0], "float"), *(spoiled(one, "masked") for one in known[1:100])]
    publish_rows(lake, "town_stays", "hotel_stay@1", [{**stay, **one} for one in rows])
    firms = companies(40)
    place = {"region": "340104", "company_kind": "company", "address": "长江西路1号", "phone": "0551-60000001"}
    publish_rows(lake, "town_companies", "company_registration@1", [{**place, **one} for one in firms])
    former = [{"uscc": f"org:{one['uscc'][8:17]}", "company_name": "原来的名称"} for one in firms[:3]]
    case = {"decided_on": date(2024, 1, 5), "region": "340100"}
    masked = [failed(one, "masked") for one in firms[3:25]]
    publish_rows(lake, "town_cases", "tax_case@1", [{**case, **one} for one in [*former, *masked]])


def test_from_nothing_to_a_decision(browser, town):
    from browser_parts import Visitor
    from test_pages import look
    from test_road_in_browser import choose

    words = WORDS
    visitor = Visitor(browser, town, 1440)
    page = visitor.log_in("data")
    page.goto(f"{town}/data")
    page.get_by_role("link", name=words["nav"]).click()
    expect(page.get_by_text(words["none"])).to_be_visible()
    look(page, "identity, nothing yet")
    page.get_by_role("button", name=words["start"]).click()
    expect(page.get_by_role("button", name=words["again"])).to_be_enabled(timeout=60_000)
    expect(records_of(page).first).to_be_visible()
    look(page, "identity zh")
    shoot(page, "list-zh")

    records_of(page).first.click()
    expect(page.get_by_role("heading", name=words["both"])).to_be_visible()
    look(page, "both sides zh")
    shoot(page, "record-zh")
    page.get_by_label(words["why"]).first.fill("核对身份")
    page.get_by_role("button", name=words["reveal"]).click()
    expect(page.get_by_role("button", name=words["reveal"])).to_have_count(0)
    shoot(page, "revealed-zh")
    decide(page, words["same"])
    page.locator("#why").fill("核对户籍，为同一人")
    page.locator("button[type=submit]").click()
    expect(page.get_by_text(words["kept"])).to_be_visible()
    expect(page.get_by_text("核对户籍，为同一人")).to_be_visible()
    page.goto(f"{town}/data/identity")
    expect(page.get_by_text(re.compile(words["stale"]))).to_be_visible()
    page.get_by_role("button", name=words["again"]).click()
    expect(page.get_by_text(re.compile(words["stale"]))).to_have_count(0, timeout=60_000)
    visitor.close()

    visitor = Visitor(browser, town, 1440)
    page = visitor.log_in("data")
    page.goto(f"{town}/data/identity?state=linked")
    page.get_by_text(words["company"], exact=True).first.click()
    page.get_by_role("link", name="原来的名称").first.click()
    expect(page.get_by_role("rowheader", name=words["former"])).to_be_visible()
    look(page, "a company zh")
    shoot(page, "company-zh")
    decide(page, words["other"])
    page.locator("#why").fill("注销后重名")
    page.keyboard.press("Enter")
    expect(page.get_by_text("注销后重名")).to_be_visible()
    page.get_by_role("button", name=words["withdraw"]).click()
    dialogue = page.get_by_role("dialog")
    dialogue.get_by_role("textbox").fill("看错了行")
    dialogue.get_by_role("button", name=words["withdraw"]).click()
    expect(page.get_by_text("看错了行")).to_be_visible()
    expect(page.get_by_role("button", name=words["withdraw"])).to_have_count(0)
    shoot(page, "withdrawn-zh")
    for width in (1024, 768, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert wide(page) <= 0, width
    visitor.close()

    visitor = Visitor(browser, town, 1024)
    page = visitor.log_in("data")
    choose(page, "en")
    page.goto(f"{town}/data/identity?state=linked")
    expect(records_of(page).first).to_be_visible()
    look(page, "identity en")
    shoot(page, "list-en")
    records_of(page).first.click()
    expect(page.get_by_role("heading", name=BOTH)).to_be_visible()
    look(page, "both sides en")
    shoot(page, "record-en")
    choose(page, "zh")
    visitor.close()


def decide(page: Page, word: str) -> None:
    """Choose the first candidate and a conclusion, by keys."""
    group = page.locator("#number")
    if not group.get_by_role("radio").first.is_checked():
        group.get_by_role("radio").first.press("Space")
    page.locator("#word").get_by_role("radio", name=word, exact=True).press("Space")


def wide(page: Page) -> int:
    """What stands out of the window, in pixels."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def records_of(page: Page):
    """Links to records."""
    return page.locator("tbody tr.ant-table-row a[href^='/data/identity/']")


def shoot(page: Page, name: str) -> None:
    """A picture, where somebody wants to look at them."""
    from test_data_in_browser import shoot as kept

    kept(page, f"identity-{name}")
