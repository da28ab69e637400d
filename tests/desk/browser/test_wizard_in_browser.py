"""The set-up wizard in the browser: without scripts from the code to the log-in, and readable in both languages."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect
from test_pages import look

sys.path.insert(0, str(Path(__file__).parents[1] / "wizard"))
from test_wizard import PEOPLE, Served

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_from_the_code_to_the_log_in(browser, tmp_path):
    served = Served(tmp_path / "desk")
    try:
        address, code = f"http://127.0.0.1:{served.port}", served.code()
        for lang, width in (("zh", 1440), ("en", 1024)):
            # the look at the page writes a style of its own, which the strict policy of the wizard refuses
            context = browser.new_context(viewport={"width": width, "height": 1000}, bypass_csp=True)
            page = context.new_page()
            page.goto(f"{address}/setup?lang={lang}")
            look(page, f"code {lang}")
            page.fill("#code", code)
            page.click("button[type=submit]")
            look(page, f"form {lang}")
            page.locator("form").evaluate("form => form.noValidate = true")
            page.click("button[value=make]")
            expect(page.locator("[role=alert]")).to_be_visible()
            look(page, f"form with errors {lang}")
            context.close()
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(address)
        page.fill("#code", code)
        page.click("button[type=submit]")
        page.fill("#lake", str(tmp_path / "lake"))
        page.fill("[name='top.code']", "340000")
        page.fill("[name='top.zh']", "某省人民检察院")
        for field, (username, name, password) in PEOPLE.items():
            for part, value in (("username", username), ("name", name), ("password", password), ("again", password)):
                page.fill(f"[name='{field}.{part}']", value)
        page.click("button[value=make]")
        expect(page.get_by_role("heading", name="设置完成")).to_be_visible(timeout=60_000)
        served.up()
        page.get_by_role("link", name="前往登录").click()
        username, _, password = PEOPLE["security"]
        page.fill("#username", username)
        page.fill("#password", password)
        page.click("button[type=submit]")
        page.wait_for_url("**/password")
        context.close()
        later = browser.new_page()
        assert later.goto(f"{address}/setup").status == 404
        later.close()
    finally:
        served.end()
