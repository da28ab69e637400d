"""Schedules: a folder is looked into, what is unknown waits and leads on, models are planned, paused and ended. One
language in CI, the other marked slow."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]
expect.set_options(timeout=20_000)
BOTH = [("zh", 1440), ("en", 1024)]
WORDS = {
    "zh": {
        "title": "定时任务", "empty": "还没有定时任务", "new": "新建定时任务", "name": "任务名称",
        "folder": "投递文件夹", "save": "保存", "now": "立即执行", "held": "待人工处理", "once": "人工对应一次",
        "pause": "暂停", "paused": "已暂停", "end": "终止", "models": "模型", "purpose": "用途", "required": "必填",
        "find": "养老", "busy": "1 项待处理", "data": "有新数据时", "also": "另外定时运行", "week": "每周",
    },
    "en": {
        "title": "Schedules", "empty": "No schedules yet", "new": "New schedule", "name": "Schedule",
        "folder": "Folder", "save": "Save", "now": "Now", "held": "waits for somebody", "once": "map them once",
        "pause": "Pause", "paused": "paused", "end": "End", "models": "Models", "purpose": "Purpose",
        "required": "Required", "find": "pension", "busy": "1 wait for somebody",
        "data": "when there are new data", "also": "At a time, too", "week": "every week",
    },
}  # fmt: skip


@pytest.mark.parametrize(("lang", "width"), BOTH)
def test_from_a_folder_to_what_waits(browser, desk, lang, width):
    from browser_parts import Visitor
    from test_pages import look
    from test_road_in_browser import choose

    visitor, words = Visitor(browser, desk, width), WORDS[lang]
    page = visitor.log_in("data")
    choose(page, lang)
    page.goto(f"{desk}/schedules")
    expect(page.get_by_text(words["empty"])).to_be_visible()
    look(page, f"no schedules {lang}")
    shoot(page, f"empty-{lang}-{width}")
    begin(page, words)
    save(page, words)
    expect(page.locator(".ant-form-item-explain-error").first).to_be_visible()  # each missing field at its place
    name_of(page, words).fill("人社每日投递")
    pick(page, words["folder"], "人社投递")
    look(page, f"form of a folder {lang}")
    shoot(page, f"folder-{lang}-{width}")
    save(page, words)
    expect(page.locator(".ant-modal:visible")).to_have_count(0)
    waits = page.locator("tbody tr").filter(has_text=words["once"])
    for _ in range(20):  # the file was written when the desk was made: it has to lie still for half a minute
        page.get_by_role("button", name=words["now"], exact=True).first.click()
        page.wait_for_timeout(5000)
        if waits.count():
            break
    expect(waits.first).to_be_visible()
    expect(page.get_by_text(words["busy"])).to_be_visible()
    look(page, f"waits {lang}")
    shoot(page, f"waits-{lang}-{width}")
    waits.first.get_by_role("link").click()
    page.wait_for_url(re.compile("/data/uploads/"))
    page.goto(f"{desk}/schedules")
    end(page, words)
    choose(page, "zh")
    visitor.close()


@pytest.mark.parametrize(("lang", "width"), BOTH)
def test_models_planned_paused_and_ended(browser, desk, lang, width):
    from browser_parts import Visitor
    from test_pages import look
    from test_road_in_browser import choose

    visitor, words = Visitor(browser, desk, width), WORDS[lang]
    page = visitor.log_in("digital")
    choose(page, lang)
    page.goto(f"{desk}/schedules")
    begin(page, words)
    name_of(page, words).fill("每周比对")
    page.locator(".ant-modal:visible").get_by_label(words["purpose"]).fill("专项〔2026〕1号")
    pick(page, words["also"], words["week"])
    look(page, f"form of models {lang}")
    shoot(page, f"models-{lang}-{width}")
    save(page, words)
    expect(page.locator("tbody tr").filter(has_text=words["data"])).to_be_visible()
    page.get_by_role("button", name=words["pause"], exact=True).click()
    expect(page.get_by_text(words["paused"], exact=True).first).to_be_visible()
    look(page, f"paused {lang}")
    shoot(page, f"paused-{lang}-{width}")
    end(page, words)
    expect(page.get_by_text(words["empty"])).to_be_visible()
    choose(page, "zh")
    visitor.close()


def begin(page: Page, words: dict[str, str]) -> None:
    from test_road_in_browser import press

    press(page, words["new"])
    expect(page.locator(".ant-modal:visible")).not_to_have_class(re.compile("ant-zoom"))
    expect(name_of(page, words)).to_be_visible()


def name_of(page: Page, words: dict[str, str]) -> Locator:
    return page.locator(".ant-modal:visible").get_by_label(words["name"])


def save(page: Page, words: dict[str, str]) -> None:
    page.locator(".ant-modal:visible").get_by_role("button", name=words["save"], exact=True).click()


def end(page: Page, words: dict[str, str]) -> None:
    from test_road_in_browser import confirm, press

    press(page, words["end"])
    confirm(page, words["end"])


def pick(page: Page, label: str, words: str) -> None:
    """Choose in a list of the dialogue."""
    page.locator(".ant-modal:visible").get_by_role("combobox", name=label).click()
    page.locator(".ant-select-item-option:visible").filter(has_text=words).first.click()
    expect(page.locator(".ant-select-dropdown:visible")).to_have_count(0)


def shoot(page: Page, name: str) -> None:
    """A picture, where somebody wants to look at them."""
    from test_data_in_browser import shoot as kept

    kept(page, f"schedules-{name}")
