"""Suggestions by the keyboard: arrows and Enter choose, Enter alone asks for what was typed, Esc keeps the words."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect


def test_suggestions_by_the_keyboard(visitor: Any) -> None:
    page = visitor.log_in("prosecutor")
    page.keyboard.press("/")
    box = page.get_by_role("combobox", name="检索法条、文书、模型")
    expect(box).to_be_focused()
    page.keyboard.type("抢夺")
    expect(page.locator(".suggested:visible").first).to_have_text("抢夺罪罪名")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    assert asked(page) == "抢夺", "nothing was chosen"
    words = page.get_by_role("combobox", name="词语、条号，或事实")
    words.fill("抢劫")
    page.locator(".suggested:visible").first.wait_for()
    page.keyboard.press("Escape")
    expect(page.locator(".suggested:visible")).to_have_count(0)
    expect(words).to_have_value("抢劫")
    words.fill("抢")
    page.locator(".suggested:visible").first.wait_for()
    first = page.locator(".suggested:visible > span").first.inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("words => new URLSearchParams(location.search).get('q') === words", arg=first)


def asked(page: Any) -> str:
    return parse_qs(urlsplit(page.url).query)["q"][0]
