"""From the choice of a model and an older run to what appeared and moved; its table taken out as a file."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]
expect.set_options(timeout=30_000)

WORDS = {
    "zh": {"model": "模型", "run": "过去的运行", "why": "用途", "make": "开始回测", "see": "结果在这里",
           "none": "还没有回测", "amount": "金额", "out": "导出 回测结果", "same": "版本相同", "alike": "不会有差别"},
    "en": {"model": "Model", "run": "Past run", "why": "Purpose", "make": "Begin", "see": "See the result",
           "none": "No backtest yet", "amount": "amount", "out": "Export Backtest", "same": "same version",
           "alike": "nothing will differ"},
}  # fmt: skip


@pytest.fixture(scope="module")
def older_desk(tmp_path_factory):
    """A desk over which an older version of a model ran."""
    from browser_parts import CHROMIUM, environment, serve

    if CHROMIUM is None:
        pytest.skip("Chromium is absent")
    root = tmp_path_factory.mktemp("older")
    script = Path(__file__).parent / "browser_parts.py"
    subprocess.run([sys.executable, str(script), str(root), "older"], env=environment(), check=True)
    process, address = serve(root / "desk")
    yield address
    process.terminate()
    assert process.wait(timeout=40) == 0


def pick(page: Page, label: str, text: str) -> None:
    """Choose in a list by keys, as somebody without a mouse does."""
    box = page.locator("#main form").get_by_label(label, exact=True)
    box.focus()
    box.press("ArrowDown")
    page.locator(".ant-select-dropdown:visible .ant-select-item-option", has_text=text).first.wait_for()
    box.press_sequentially(text)
    box.press("Enter")


@pytest.mark.parametrize(
    ("lang", "width"),
    [("zh", 1280), ("en", 1024), ("zh", 1440)],
)
def test_from_an_older_run_to_what_a_version_changes(browser, older_desk, lang, width):
    from browser_parts import Visitor
    from test_data_in_browser import shoot
    from test_pages import look
    from test_road_in_browser import choose

    visitor, words = Visitor(browser, older_desk, width), WORDS[lang]
    page = visitor.log_in("digital")
    choose(page, lang)
    page.goto(f"{older_desk}/yield/backtests")
    form = page.locator("#main form")
    expect(form).to_be_visible(timeout=120_000)  # the desk has just begun to read its models
    if (lang, width) == ("zh", 1280):
        expect(page.locator("#main")).to_contain_text(words["none"])
    look(page, f"backtests {lang} {width}")
    shoot(page, f"backtests-{lang}-{width}")
    pick(page, words["model"], first_model(page, words["model"]))
    pick(page, words["run"], words["same"])
    expect(page.locator("#main")).to_contain_text(words["alike"])
    pick(page, words["run"], "0.9.0")
    form.get_by_label(words["why"]).fill("换版前回测")
    form.get_by_role("button", name=words["make"]).press("Enter")
    page.get_by_role("link", name=words["see"]).first.wait_for(timeout=120_000)
    shoot(page, f"backtests-done-{lang}-{width}")
    page.locator("#main tbody tr.ant-table-row").first.get_by_role("link").press("Enter")
    page.wait_for_url(re.compile("/yield/backtests/\\d+"))
    examples = page.locator("#main .examples li")
    expect(examples).to_have_count(12)
    expect(page.locator("#main .sums")).to_contain_text("9 → 12")
    expect(examples.last).to_contain_text(words["amount"])
    look(page, f"backtest {lang} {width}")
    shoot(page, f"backtest-{lang}-{width}")
    page.get_by_role("button", name=words["out"]).first.click()
    dialogue = page.get_by_role("dialog")
    dialogue.get_by_label(words["why"]).fill("换版前回测")
    with page.expect_download() as download:
        dialogue.locator(".ant-btn-primary").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    expect(dialogue).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator("#main nav")).to_be_hidden()
    expect(examples.first).to_be_visible()
    page.emulate_media(media="screen")
    examples.first.get_by_role("link").click()
    page.wait_for_url(re.compile("/clues/"))
    choose(page, "zh")
    visitor.close()


def first_model(page: Page, label: str) -> str:
    """The name of the only model that has run."""
    box = page.locator("#main form").get_by_label(label, exact=True)
    box.focus()
    box.press("ArrowDown")
    option = page.locator(".ant-select-dropdown:visible .ant-select-item-option").first
    option.wait_for()
    name = option.inner_text()
    box.press("Escape")
    return name[:6]
