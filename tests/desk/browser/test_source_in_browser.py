"""Taking from a database: pick a table → fetched → mapped → imported → fetched again; no source set up, one that does
not answer, a table without rows. One language in CI, the other marked slow."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]
expect.set_options(timeout=20_000)
BOTH = [("zh", 1440), ("en", 1024)]
BASE = {"zh": "人社库", "en": "bureau"}
WORDS = {
    "zh": {
        "nav": "从数据库取数", "choose": "选择要取的表", "newer": "只取新增的行", "fetch": "取数", "from": "来自数据库",
        "standard": "一、这是什么数据", "search": "养老金发放", "check": "保存并检查", "ready": "检查通过，可以导入",
        "import": "导入", "quality": "查看质量报告", "again": "再取一次", "nothing": "没有新的行", "retry": "重新取数",
        "silent": "数据库没有答复", "unreachable": "连接不上", "empty": "还没有取过", "none": "还没有可取数的数据库",
        "rows": "没有行", "discard": "放弃", "yes": "是",
    },
    "en": {
        "nav": "Take from a database", "choose": "Choose a table", "newer": "Only newer rows", "fetch": "Fetch",
        "from": "From the database", "standard": "1. What data this is", "search": "pension payment",
        "check": "Save and check", "ready": "All is well: ready to import", "import": "Import",
        "quality": "See the quality report", "again": "Fetch again", "nothing": "no new row",
        "retry": "Try fetching again", "silent": "The database does not answer", "unreachable": "cannot be reached",
        "empty": "Nothing was taken yet", "none": "There is no database to take from yet", "rows": "has no rows",
        "discard": "Discard", "yes": "Yes",
    },
}  # fmt: skip


@pytest.mark.parametrize(("lang", "width"), BOTH)
def test_from_a_table_to_a_version_and_again(browser, desk, lang, width):
    from browser_parts import Visitor
    from test_pages import look
    from test_road_in_browser import choose, press

    visitor, words = Visitor(browser, desk, width), WORDS[lang]
    page = visitor.log_in("data")
    choose(page, lang)
    page.goto(f"{desk}/data")
    page.get_by_role("link", name=words["nav"]).click()
    expect(page.get_by_text("停机库")).to_be_visible()
    look(page, f"sources {lang}")
    shoot(page, f"sources-{lang}-{width}")
    card = page.locator(".ant-card").filter(has_text=BASE[lang])
    card.get_by_role("link", name=words["choose"]).click()
    expect(page.locator("tbody tr.ant-table-row")).to_have_count(4)
    look(page, f"tables {lang}")
    shoot(page, f"tables-{lang}-{width}")
    page.get_by_role("link", name="pay", exact=True).click()
    pick(page, words["newer"], "id")
    look(page, f"fetch {lang}")
    shoot(page, f"fetch-{lang}-{width}")
    press(page, words["fetch"])
    page.wait_for_url("**/data/uploads/*")
    expect(page.get_by_text(words["from"])).to_be_visible()
    box = page.get_by_role("combobox", name=words["standard"])
    expect(box).to_be_visible(timeout=60_000)
    pick(page, words["standard"], words["search"])
    page.wait_for_url(re.compile("pension_payment"))
    expect(page.get_by_text("2024-01").first).to_be_visible()
    press(page, words["check"])
    expect(page.get_by_text(words["ready"]).last).to_be_visible()
    look(page, f"fetched {lang}")
    shoot(page, f"fetched-{lang}-{width}")
    press(page, words["import"])
    expect(page.get_by_role("link", name=words["quality"])).to_be_visible(timeout=60_000)
    shoot(page, f"imported-{lang}-{width}")
    press(page, words["again"])
    expect(page.get_by_text(words["nothing"]).first).to_be_visible(timeout=60_000)
    expect(page.get_by_role("button", name=words["retry"])).to_be_visible()
    look(page, f"nothing new {lang}")
    shoot(page, f"nothing-{lang}-{width}")
    give_up(page, words)
    choose(page, "zh")
    visitor.close()


@pytest.mark.parametrize(("lang", "width"), BOTH)
def test_what_does_not_answer_and_what_holds_nothing(browser, desk, lang, width):
    from browser_parts import Visitor
    from test_pages import look
    from test_road_in_browser import choose, press

    visitor, words = Visitor(browser, desk, width), WORDS[lang]
    page = visitor.log_in("data")
    choose(page, lang)
    page.goto(f"{desk}/data/sources/停机库")
    expect(page.get_by_text(words["silent"])).to_be_visible()
    expect(page.get_by_text(re.compile(words["unreachable"]))).to_be_visible()
    look(page, f"silent {lang}")
    shoot(page, f"silent-{lang}-{width}")
    page.goto(f"{desk}/data/sources/人社库?space=&table=hollow")
    press(page, words["fetch"])
    expect(page.get_by_text(re.compile(words["rows"])).first).to_be_visible(timeout=60_000)
    look(page, f"hollow {lang}")
    shoot(page, f"hollow-{lang}-{width}")
    give_up(page, words)
    choose(page, "zh")
    visitor.close()
    administrator = Visitor(browser, desk, width)
    page = administrator.log_in("system")
    choose(page, lang)
    page.goto(f"{desk}/operate")
    expect(page.get_by_text(re.compile(words["unreachable"]))).to_be_visible()
    look(page, f"operate {lang}")
    shoot(page, f"operate-{lang}-{width}")
    choose(page, "zh")
    administrator.close()


def test_where_no_source_is_set_up(browser, tmp_path):
    from browser_parts import Visitor, environment, serve
    from test_pages import look
    from test_road_in_browser import choose

    script = Path(__file__).parent / "browser_parts.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], env=environment(), check=True)
    file = tmp_path / "desk" / "desk.toml"
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join(one for one in lines if not one.startswith("sources")), encoding="utf-8")
    process, address = serve(tmp_path / "desk")
    try:
        for lang, width in (("zh", 1440), ("en", 1024)):
            visitor = Visitor(browser, address, width)
            page = visitor.log_in("data")
            choose(page, lang)
            page.goto(f"{address}/data/sources")
            expect(page.get_by_text(WORDS[lang]["none"])).to_be_visible()
            expect(page.get_by_text("[[sources]]")).to_be_visible()
            look(page, f"no source {lang}")
            shoot(page, f"none-{lang}-{width}")
            choose(page, "zh")
            visitor.close()
    finally:
        process.terminate()
        process.wait(timeout=40)
        shutil.rmtree(tmp_path / "lake", ignore_errors=True)


def pick(page: Page, label: str, words: str) -> None:
    """Choose in a list that is searched."""
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(words)
    page.locator(".ant-select-item-option:visible").filter(has_text=re.compile(words, re.IGNORECASE)).first.click()
    page.locator("h1").click()
    expect(page.locator(".ant-select-dropdown:visible")).to_have_count(0)


def give_up(page: Page, words: dict[str, str]) -> None:
    """Discard a delivery that was not fetched."""
    from test_road_in_browser import press

    press(page, words["discard"])
    page.locator(".ant-popconfirm").get_by_role("button", name=words["yes"], exact=True).click()
    expect(page.get_by_role("button", name=words["retry"])).to_be_hidden()


def shoot(page: Page, name: str) -> None:
    """A picture, where somebody wants to look at them."""
    from test_data_in_browser import shoot as kept

    kept(page, f"source-{name}")
