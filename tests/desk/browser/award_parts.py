"""What people do on every page of a contest: open a tab, choose, say that they are sure, take it a phase on."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

__all__ = ["choose", "give", "points", "step", "sure", "tab"]


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()
    expect(page.get_by_role("tab", name=name, exact=True)).to_have_attribute("aria-selected", "true")


def give(page: Page, name: str, data: bytes) -> None:
    """A file for the field of the page that takes one."""
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]


def sure(page: Page, name: str) -> None:
    """What is asked once more."""
    page.locator(".ant-popover:visible, .ant-modal:visible").get_by_role("button", name=name, exact=True).click()


def step(page: Page, name: str, why: str = "") -> None:
    page.get_by_role("button", name=f"进入“{name}”").click()
    asked = page.locator(".ant-modal:visible")
    if why:
        asked.get_by_label("理由").fill(why)
    asked.get_by_role("button", name="确认进入").click()
    expect(page.locator(".ant-modal:visible")).to_have_count(0)
    expect(page.locator(".road .here")).to_contain_text(name)


def choose(where: Page | Locator, label: str, option: str) -> None:
    """An option of a select, on a page or in a dialogue."""
    page = where if isinstance(where, Page) else where.page
    where.get_by_role("combobox", name=re.compile(f"{label}$")).click()
    page.locator(".ant-select-dropdown:visible .ant-select-item-option", has_text=option).first.click()


def points(where: Page | Locator, value: str) -> None:
    """The same score at every criterion, once the fields are there."""
    fields = where.get_by_role("spinbutton")
    expect(fields.first).to_be_visible()
    for field in fields.all():
        field.fill(value)
        field.press("Tab")
