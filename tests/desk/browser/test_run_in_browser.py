"""Running a model from its page in a real browser: form, live job, clues counted; a refusal that says what to do."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

WORDS = {
    "zh": {
        "run": "运行模型", "begin": "开始运行", "purpose": "用途", "clues": r"您可见的线索 (\d+) 条", "done": "已完成",
        "none": "没有得到结果", "do": "请数据管理员", "compare": "比较所选两次运行", "two": "比较两次运行",
        "same": "相同 12 条",
    },
    "en": {
        "run": "Run the model", "begin": "Start", "purpose": "Purpose", "clues": r"(\d+) clues that you see",
        "done": "done", "none": "There is no result", "do": "ask the data officer", "compare": "Compare the two runs",
        "two": "Two runs compared", "same": "12 are the same",
    },
}  # fmt: skip


@pytest.mark.parametrize("lang", [pytest.param("zh", marks=pytest.mark.slow), "en"])
def test_a_model_is_run_and_its_clues_counted(browser, desk, lang):
    from browser_parts import Visitor
    from test_road_in_browser import choose, press

    visitor, words = Visitor(browser, desk), WORDS[lang]
    page = visitor.log_in("digital")
    choose(page, lang)
    for _ in range(2):  # to be compared: those of other tests may have had other data
        start(page, desk, "benefits-paid-to-the-dead", words, press)
        told = page.get_by_text(re.compile(words["clues"])).first
        expect(told).to_be_visible(timeout=60_000)
        found = re.search(words["clues"], told.inner_text())
        assert found is not None
        assert int(found[1]) == 12
    page.goto(f"{desk}/jobs")
    row = page.locator("tbody tr.ant-table-row").first
    expect(row).to_contain_text(words["done"])
    expect(row).to_contain_text(words["run"])
    compared(page, desk, words, press, f"compare {lang}")
    start(page, desk, "sentence-dates", words, press)
    expect(page.get_by_text(words["none"])).to_be_visible(timeout=60_000)
    expect(page.get_by_text(re.compile(words["do"])).first).to_be_visible()
    choose(page, "zh")
    visitor.close()


def compared(page: Page, desk: str, words: dict[str, str], press, name: str) -> None:
    """Choose the two newest runs of the model and see that they differ in nothing."""
    from test_pages import look

    page.goto(f"{desk}/models/benefits-paid-to-the-dead")
    boxes = page.locator(".ant-table-row .ant-checkbox-input")
    for number in (0, 1):
        boxes.nth(number).check()
    press(page, words["compare"])
    expect(page.get_by_role("heading", name=words["two"])).to_be_visible()
    expect(page.get_by_text(words["same"])).to_be_visible()
    look(page, name)


def start(page: Page, desk: str, model: str, words: dict[str, str], press) -> None:
    """Fill the form of a model and start the run."""
    page.goto(f"{desk}/models/{model}")
    press(page, words["run"])
    dialogue = page.locator(".ant-modal:visible")
    dialogue.get_by_label(words["purpose"]).fill(words["run"])
    dialogue.get_by_role("button", name=words["begin"], exact=True).click()
    expect(dialogue).to_be_hidden()
