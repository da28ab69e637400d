"""The road from its beginning: a dirty file → mapped → imported → quality and quarantine → run → a clue that comes from
that file → case → letter → outcome → the model's precision moved. In both languages."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)

WORDS = {
    "zh": {
        "search": "养老金发放", "standard": "一、这是什么数据", "amount": "金额的来源字段", "check": "保存并检查",
        "import": "导入", "wrong": "还有 1 处要改", "ready": "检查通过，可以导入", "quarantine": "查看隔离区",
        "balance": r"隔离 2 ", "missing": "缺少所属月份", "mend": "修改", "save": "保存", "mended": "已改，待送入 1",
        "deliver": "送入改好的 1 行", "dismiss": "不予处理筛出的全部 1 行", "do": "不予处理", "why": "理由",
        "none": "没有待处理的行", "quality": "查看质量报告", "month": "所属月份", "discard": "放弃", "yes": "是",
        "discarded": "已放弃", "retention": "保存与销毁", "empty": "没有符合条件的",
    },
    "en": {
        "search": "pension payment", "standard": "1. What data this is", "amount": "Source of amount",
        "check": "Save and check", "import": "Import", "wrong": "Still to mend: 1",
        "ready": "All is well: ready to import",
        "quarantine": "See the quarantine", "balance": r"2 quarantined", "missing": "no month", "mend": "Mend",
        "save": "Save", "mended": "mended, to be delivered 1", "deliver": "Deliver 1 mended rows",
        "dismiss": "Dismiss all 1 shown", "do": "Dismiss", "why": "Reason", "none": "Nothing is open",
        "quality": "See the quality report", "month": "month", "discard": "Discard", "yes": "Yes",
        "discarded": "discarded", "retention": "Expiry and destruction", "empty": "Nothing fits",
    },
}  # fmt: skip


BOTH = [("zh", 1440), pytest.param("en", 1024, marks=pytest.mark.slow)]


@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.slow)])
def test_from_a_dirty_file_to_the_precision_of_a_model(browser, desk, tmp_path, lang):
    from browser_parts import Visitor
    from test_road_in_browser import (
        MODEL,
        choose,
        download,
        open_new_clue,
        precision,
        record_outcome,
        serve_and_answer,
        sign,
        verify_and_file,
        write_letter,
    )  # fmt: skip
    from test_road_in_browser import WORDS as ROAD

    officer, holder, chief = Visitor(browser, desk), Visitor(browser, desk), Visitor(browser, desk)
    name = f"养老金发放 {lang}.csv"
    take_in(officer, desk, tmp_path / name, lang)
    page, words = holder.log_in("prosecutor"), ROAD[lang]
    choose(page, lang)
    before = precision(page, desk)
    run_model(page, desk, MODEL, lang)
    open_new_clue(page, desk)
    expect(page.locator(".evidence")).to_contain_text(name)  # the row behind it stands in the file of this road
    case = verify_and_file(page, words)
    write_letter(page, words)
    sign(chief, desk, case, lang)
    serve_and_answer(page, words)
    assert download(page, words)
    record_outcome(page, words)
    after = precision(page, desk)
    assert after[0] == before[0] + 1
    choose(page, "zh")
    for one in (officer, holder, chief):
        one.close()


def take_in(officer, desk: str, path: Path, lang: str) -> None:
    """Upload, correct the mapping, import, look at quality and quarantine, mend one row and leave the other."""
    from data_files import dirty_pensions
    from test_pages import look
    from test_road_in_browser import choose, confirm, press

    page, words = officer.log_in("data"), WORDS[lang]
    choose(page, lang)
    page.goto(f"{desk}/data")
    expect(page.locator("tbody tr.ant-table-row").first).to_be_visible()
    path.write_bytes(dirty_pensions(1000 if lang == "zh" else 1100))
    page.set_input_files("input[type=file]", path)
    page.wait_for_url("**/data/uploads/*")
    box = page.get_by_role("combobox", name=words["standard"])
    box.click()
    box.fill(words["search"])
    page.locator(".ant-select-item-option").filter(has_text=re.compile(words["search"], re.IGNORECASE)).first.click()
    page.wait_for_url(re.compile("pension_payment"))
    amount = page.get_by_role("combobox", name=words["amount"])
    expect(amount).to_be_visible()
    press(page, words["check"])
    expect(page.get_by_text(words["wrong"])).to_be_visible()
    look(page, f"mapping with a fault {lang}")
    shoot(page, f"mapping-{lang}")
    amount.click()
    amount.fill("实发数")
    page.locator(".ant-select-item-option:visible").filter(has_text="实发数").first.click()
    press(page, words["check"])
    expect(page.get_by_text(words["ready"]).last).to_be_visible()
    press(page, words["import"])
    expect(page.get_by_text(re.compile(words["balance"])).first).to_be_visible(timeout=60_000)
    look(page, f"imported {lang}")
    shoot(page, f"imported-{lang}")
    page.get_by_role("link", name=words["quality"]).click()
    expect(page.locator(".ant-tabs tbody tr.ant-table-row").first).to_be_visible()
    look(page, f"quality {lang}")
    shoot(page, f"dataset-{lang}")
    page.get_by_role("link", name=words["quarantine"]).first.click()
    expect(page.locator("tbody tr.ant-table-row")).to_have_count(2)
    assert "戊己" not in page.content()
    look(page, f"quarantine {lang}")
    shoot(page, f"quarantine-{lang}")
    row = page.locator("tbody tr.ant-table-row").filter(has_text=words["missing"])
    row.get_by_role("button", name=words["mend"], exact=True).click()
    page.get_by_label("所属月份", exact=True).fill("2024-05")
    shoot(page, f"mend-{lang}")
    confirm(page, words["save"])
    expect(page.get_by_text(words["mended"])).to_be_visible()
    press(page, words["dismiss"])
    page.locator(".ant-modal:visible").get_by_label(words["why"]).fill("原件也不明")
    confirm(page, words["do"])
    expect(page.get_by_text(words["none"])).to_be_visible()
    press(page, words["deliver"])
    page.wait_for_url("**/data/uploads/*")
    expect(page.get_by_role("link", name=words["quality"])).to_be_visible(timeout=60_000)
    page.goto(f"{desk}/data")
    expect(page.locator("tbody tr.ant-table-row").first).to_be_visible()
    look(page, f"data {lang}")
    shoot(page, f"data-{lang}")
    choose(page, "zh")


def run_model(page: Page, desk: str, model: str, lang: str) -> None:
    """Run the model and wait for its clues."""
    from test_road_in_browser import press
    from test_run_in_browser import WORDS as RUN
    from test_run_in_browser import start

    start(page, desk, model.rsplit("/", 1)[1], RUN[lang], press)
    expect(page.get_by_text(re.compile(RUN[lang]["clues"])).first).to_be_visible(timeout=60_000)


@pytest.mark.parametrize(("lang", "width"), BOTH)
def test_the_pages_of_data_are_quiet_and_readable(browser, desk, tmp_path, lang, width):
    """Empty, full and in error: list, refused upload, a file that cannot be read, discarded, expiry, certificate."""
    from browser_parts import Visitor
    from test_pages import look
    from test_road_in_browser import choose, press

    visitor, words = Visitor(browser, desk, width), WORDS[lang]
    page = visitor.log_in("data")
    choose(page, lang)
    page.goto(f"{desk}/data")
    expect(page.locator("tbody tr.ant-table-row").first).to_be_visible()
    look(page, f"data {lang} {width}")
    shoot(page, f"list-{lang}-{width}")
    page.locator("#main").get_by_role("textbox").first.fill("zzzzzz")
    expect(page.get_by_text(words["empty"]).first).to_be_visible()
    hostile = tmp_path / "a.csv"
    hostile.write_bytes(b"MZ\x90\x00")
    page.set_input_files("input[type=file]", hostile)
    expect(page.locator(".ant-alert-error")).to_be_visible()
    look(page, f"refused {lang} {width}")
    unreadable = tmp_path / f"空{lang}{width}.csv"
    unreadable.write_bytes(b"1\n")
    page.set_input_files("input[type=file]", unreadable)
    page.wait_for_url("**/data/uploads/*")
    expect(page.locator(".ant-alert-error")).to_be_visible()
    look(page, f"unreadable {lang} {width}")
    shoot(page, f"unreadable-{lang}-{width}")
    press(page, words["discard"])
    page.locator(".ant-popconfirm").get_by_role("button", name=words["yes"], exact=True).click()
    expect(page.locator("#main .mark").filter(has_text=re.compile(words["discarded"], re.IGNORECASE))).to_be_visible()
    page.goto(f"{desk}/data/death_record")
    for tab in range(6):
        page.locator(".ant-tabs-tab").nth(tab).click()
        page.wait_for_timeout(300)
        look(page, f"dataset tab {tab} {lang} {width}")
        shoot(page, f"tab{tab}-{lang}-{width}")
    page.goto(f"{desk}/data/death_record/quarantine")
    expect(page.get_by_text(words["none"])).to_be_visible()
    look(page, f"empty quarantine {lang} {width}")
    page.goto(f"{desk}/jobs")
    expect(page.locator("#main h1")).to_be_visible()
    look(page, f"jobs {lang} {width}")
    choose(page, "zh")
    visitor.complaints = [one for one in visitor.complaints if "400 (Bad Request)" not in one]  # of the refused file
    visitor.close()


@pytest.mark.parametrize(("lang", "width"), BOTH)
def test_a_version_is_destroyed_and_its_certificate_read(browser, desk, lang, width):
    from browser_parts import Visitor
    from test_pages import look
    from test_road_in_browser import choose

    visitor = Visitor(browser, desk, width)
    page = visitor.log_in("data")
    choose(page, lang)
    dataset = "old_deaths"  # nothing of the other tests rests on it
    if lang == "zh":
        load_old(page, desk, dataset)
    page.goto(f"{desk}/data/{dataset}")
    page.locator(".ant-tabs-tab").nth(4).click()
    if lang == "zh":
        page.get_by_role("button", name="销毁版本").click()
        page.locator(".ant-modal:visible").get_by_text("第 1 版").click()
        for field, words in (("#basis", "协议第三条"), ("#why", "保存期满"), ("#confirm", dataset)):
            page.fill(f".ant-modal {field}", words)
        look(page, f"destroying {lang}")
        shoot(page, f"destroying-{lang}-{width}")
        page.locator(".ant-modal:visible").get_by_role("button", name="永久销毁").click()
        expect(page.locator(".ant-modal:visible")).to_be_hidden()
        page.locator(".ant-tabs-tab").nth(4).click()
    page.locator('#main a[href*="/certificate/1"]').first.click()
    expect(page.locator(".certificate")).to_contain_text("协议第三条")
    look(page, f"certificate {lang} {width}")
    shoot(page, f"certificate-{lang}-{width}")
    choose(page, "zh")
    visitor.close()


def load_old(page: Page, desk: str, dataset: str) -> None:
    """Take a small file in, through the API, as a dataset of its own."""
    page.goto(f"{desk}/data")
    token = next(one["value"] for one in page.context.cookies() if one["name"] == "csrftoken")
    headers = {"X-CSRFToken": token, "Referer": desk, "Content-Type": "application/octet-stream"}
    data = "姓名,身份证号,死亡日期,行政区划\n甲乙,,2020-01-01,340102\n"
    made = page.request.post(f"{desk}/api/data/uploads?name=old.csv", data=data.encode(), headers=headers).json()
    path, headers = f"{desk}/api/data/uploads/{made['id']}", {**headers, "Content-Type": "application/json"}
    draft = page.request.get(f"{path}?standard=death_record@1").json()["draft"]
    draft = {**draft, "dataset": dataset, "version": made["version"]}
    mapped = page.request.put(f"{path}/mapping", data=draft, headers=headers).json()
    assert page.request.post(f"{path}/import", data={"version": mapped["version"]}, headers=headers).ok
    for _ in range(200):
        if page.request.get(path).json()["state"]["code"] == "imported":
            return
        page.wait_for_timeout(200)
    raise AssertionError("the import does not end")


def shoot(page: Page, name: str) -> None:
    """A picture for whoever asked for some (`MINGJIAN_PICTURES` names a folder)."""
    import os

    if folder := os.environ.get("MINGJIAN_PICTURES"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


sys.path.insert(0, str(Path(__file__).parents[1]))
