"""What tests of the workshop in the browser share: beginning a copy, choosing a part, waiting for edits."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from mingjian.library import shipped

P02 = "benefits-paid-to-the-dead"
MORE = re.compile("^大于$")
SOON = 15_000
"""Milliseconds within which an edit and its preview are there, on a busy machine too."""


def files_of(model: str) -> dict[str, bytes]:
    folder = shipped(model)
    names = ["model.yaml", *(f"examples/{one.name}" for one in (folder / "examples").glob("*.yaml"))]
    return {name: (folder / name).read_bytes() for name in names}


def downloaded(page: Page) -> dict[str, bytes]:
    """The files of the draft as the button gives them."""
    with page.expect_download() as got:
        page.get_by_role("link", name="下载").click()
    with zipfile.ZipFile(io.BytesIO(Path(got.value.path()).read_bytes())) as made:
        return {name: made.read(name) for name in made.namelist()}


def pick(page: Page, field: Locator, *values: str) -> None:
    """Choose in a list, each by its name."""
    field.click()
    for value in values:
        field.fill(value)
        exact = re.compile(rf"^{re.escape(value)}( ·.*)?$")
        page.locator(".ant-select-dropdown:visible .ant-select-item-option", has_text=exact).first.click()
    page.keyboard.press("Escape")


def quiet(page: Page) -> None:
    """Wait until every edit is made."""
    page.wait_for_timeout(30)  # until the page knows that there is one
    expect(page.locator("[aria-busy=true]")).to_have_count(0, timeout=SOON)


def begin_copy(page: Page, desk: str, words: str) -> None:
    page.goto(f"{desk}/workshop")
    page.get_by_role("button", name="新建草稿").click()
    page.locator("#source").fill(words)
    page.locator(".ant-select-dropdown:visible .ant-select-item-option").first.click()
    page.get_by_role("button", name="开始").click()
    expect(page.locator(".bench-box").first).to_be_visible(timeout=SOON)


def part(page: Page, name: str) -> None:
    """Choose a part of the model in the list beside the canvas."""
    page.get_by_role("navigation", name="模型的组成").get_by_role(
        "button", name=re.compile(rf"^{name}(?![a-z0-9_])")
    ).click()
