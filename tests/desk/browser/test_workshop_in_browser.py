"""The workshop in the browser: a shipped model opened and saved untouched, edited and undone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect
from test_pages import look
from workshop_parts import MORE, P02, SOON, begin_copy, downloaded, files_of, part, quiet

pytestmark = pytest.mark.browser


def test_a_shipped_model_saved_untouched_has_its_bytes_and_an_edit_is_undone(visitor, desk):
    page = visitor.log_in("prosecutor")
    begin_copy(page, desk, "死亡人员冒领")
    assert downloaded(page) == files_of(P02)
    boxes = page.locator(".bench-box")
    expect(boxes).to_have_count(10)
    expect(page.locator(".bench-box", has_text="per_person")).to_contain_text("3 行", timeout=SOON)
    look(page, "workbench zh")
    part(page, "per_person")
    page.get_by_role("button", name="加条件").click()
    page.get_by_label("组须满足的条件 1 列").fill("months")
    page.keyboard.press("Enter")
    page.get_by_label("组须满足的条件 1 比较").click()
    page.locator(".ant-select-dropdown:visible .ant-select-item-option", has_text=MORE).first.click()
    page.get_by_label("组须满足的条件 1 值").fill("2")
    page.locator("h1").click()
    expect(page.locator(".bench-box", has_text="per_person")).to_contain_text("1 行", timeout=SOON)
    assert b"having: months > 2" in downloaded(page)["model.yaml"]
    page.keyboard.press("Control+z")
    expect(page.locator(".bench-box", has_text="per_person")).to_contain_text("3 行", timeout=SOON)
    assert downloaded(page) == files_of(P02)
    page.keyboard.press("Control+y")
    expect(page.locator(".bench-box", has_text="per_person")).to_contain_text("1 行", timeout=SOON)
    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_role("button", name="撤销")).to_be_disabled()


def test_a_mistake_is_told_with_its_place_and_leads_to_its_part(visitor, desk):
    page = visitor.log_in("prosecutor")
    begin_copy(page, desk, "死亡人员冒领")
    part(page, "regular_pensions")
    page.get_by_label("条件", exact=True).fill("payment_knd = 'monthly'")
    page.locator("h1").click()
    expect(page.locator(".bench-box.wrong", has_text="regular_pensions")).to_be_visible()
    part(page, "deaths")
    page.get_by_role("button", name="错误 1").click()
    expect(page.locator(".troubles")).to_contain_text("是否想写：payment_kind")
    page.locator(".troubles").get_by_role("button", name="steps.regular_pensions").first.click()
    expect(page.get_by_label("条件 1 值")).to_have_value("'monthly'")
    look(page, "workbench with a mistake")


def test_an_operator_is_dragged_onto_the_canvas_and_a_line_makes_a_step_read(visitor, desk):
    page = visitor.log_in("prosecutor")
    begin_copy(page, desk, "死亡人员冒领")
    page.locator(".bench-shelf").get_by_role("button", name="筛选", exact=True).drag_to(page.locator(".bench-canvas"))
    expect(page.get_by_text("加步骤：筛选")).to_be_visible()
    page.get_by_role("button", name="取消").click()
    expect(page.locator(".ant-modal:visible")).to_have_count(0)
    source = page.locator(".react-flow__node[data-id=benefits] .react-flow__handle.source")
    target = page.locator(".react-flow__node[data-id=regular_pensions] .react-flow__handle.target")
    source.drag_to(target)
    part(page, "regular_pensions")
    expect(page.locator(".bench-panel .ant-select-selection-item-content").first).to_have_text("benefits", timeout=SOON)
    assert b"filter: benefits" in downloaded(page)["model.yaml"]


def _place(box: Locator) -> str:
    found = re.search(r"translate\([^)]*\)", box.get_attribute("style") or "")
    assert found is not None
    return found[0]


def test_a_moved_box_keeps_its_place_and_the_file_its_bytes(visitor, desk):
    page = visitor.log_in("prosecutor")
    begin_copy(page, desk, "死亡人员冒领")
    box = page.locator(".react-flow__node[data-id=deaths]")
    laid_out = _place(box)
    at = box.bounding_box()
    assert at is not None
    page.mouse.move(at["x"] + 20, at["y"] + 20)
    page.mouse.down()
    page.mouse.move(at["x"] + 60, at["y"] + 140, steps=6)
    page.mouse.up()
    expect(page.get_by_role("button", name="按关系重排")).to_be_visible()
    moved = _place(box)
    assert moved != laid_out
    assert downloaded(page) == files_of(P02)
    page.reload()
    expect(box).to_have_attribute("style", re.compile(re.escape(moved)))
    look(page, "a box that was moved")
    page.get_by_role("button", name="按关系重排").click()
    expect(box).to_have_attribute("style", re.compile(re.escape(laid_out)))
    expect(page.get_by_role("button", name="按关系重排")).to_have_count(0)


def test_who_may_not_edit_reads(browser, desk):
    from browser_parts import Visitor

    author = Visitor(browser, desk)
    begin_copy(author.log_in("prosecutor"), desk, "死亡人员冒领")
    address = author.page.url
    reader = Visitor(browser, desk)
    page = reader.log_in("chief")
    page.goto(address)
    expect(page.get_by_text("您可以查看此草稿")).to_be_visible()
    expect(page.locator(".bench-box")).to_have_count(10)
    expect(page.get_by_role("button", name="撤销")).to_have_count(0)
    expect(page.get_by_label("输入（1–1 个）").first).to_be_disabled()
    look(page, "workbench to read")
    author.close()
    reader.close()


@pytest.mark.parametrize("width", [pytest.param(1024, marks=pytest.mark.slow), 390])
def test_in_english_and_on_narrow_screens(browser, desk, width):
    from browser_parts import Visitor
    from test_road_in_browser import choose

    made = Visitor(browser, desk)
    begin_copy(made.log_in("prosecutor"), desk, "死亡人员冒领")
    address = made.page.url
    made.close()
    visitor = Visitor(browser, desk, width)
    page = visitor.log_in("prosecutor")
    if width > 600:
        choose(page, "en")
    page.goto(address)
    expect(page.locator(".bench-box").first).to_be_visible()
    quiet(page)
    look(page, f"workbench {width}")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 1, "nothing hangs over the side"
    page.goto(f"{desk}/workshop")
    expect(page.locator("tbody tr.ant-table-row").first).to_be_visible()
    look(page, f"drafts {width}")
    if width > 600:
        choose(page, "zh")
    visitor.close()


def test_a_step_is_copied_by_keys_and_by_buttons(visitor, desk):
    page = visitor.log_in("prosecutor")
    begin_copy(page, desk, "死亡人员冒领")
    part(page, "regular_pensions")
    page.keyboard.press("Control+c")
    expect(page.get_by_text("已复制“regular_pensions”")).to_be_visible()
    page.keyboard.press("Control+v")
    expect(page.locator(".bench-box", has_text="regular_pensions_2")).to_be_visible(timeout=SOON)
    quiet(page)
    begin_copy(page, desk, "死亡人员冒领")
    page.get_by_role("button", name="粘贴步骤").click()
    expect(page.locator(".bench-box", has_text="regular_pensions_2")).to_be_visible(timeout=SOON)
    quiet(page)
    page.get_by_role("button", name="撤销").click()
    expect(page.locator(".bench-box")).to_have_count(10, timeout=SOON)
    assert downloaded(page) == files_of(P02)


def test_over_the_data_and_a_row_becomes_an_example(visitor, desk):
    page = visitor.log_in("prosecutor")
    begin_copy(page, desk, "死亡人员冒领")
    part(page, "per_person")
    page.get_by_text("按数据", exact=True).click()
    expect(page.get_by_text("还没有在数据上试看过")).to_be_visible()
    begin = page.get_by_role("button", name="在数据上试看")
    expect(begin).to_be_disabled()
    page.get_by_label("用途：专项名称或案件编号").fill("建模试看")
    begin.click()
    expect(page.locator(".bench-box", has_text="per_person")).to_contain_text(re.compile(r"\d+ 行"), timeout=60_000)
    expect(page.get_by_text("试看，截止日")).to_be_visible()
    look(page, "workbench over data zh")
    page.get_by_role("button", name="作为示例").first.click()
    page.get_by_label("说明什么（中文）").fill("死亡以后仍有发放")
    page.get_by_role("button", name="写入示例").click()
    expect(page.get_by_text("已写入示例")).to_be_visible(timeout=SOON)
    page.get_by_role("button", name="示例测试").click()
    page.get_by_role("button", name="运行示例").click()
    expect(page.get_by_text("✓ case_")).to_be_visible(timeout=SOON)
    written = next(text for name, text in downloaded(page).items() if name.startswith("examples/looked-")).decode()
    assert "死亡以后仍有发放" in written
    assert "349901" in written  # a region that is none
