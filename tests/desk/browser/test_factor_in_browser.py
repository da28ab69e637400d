"""The second factor without scripts: set up from what the page shows, asked for at the next log-in, ended again."""

from __future__ import annotations

import base64
import time

import pytest
from playwright.sync_api import expect
from test_pages import look

from mingjian.desk.offices.totp import SECONDS, code_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize(("lang", "width"), [("zh", 1440), ("en", 1024)])
def test_setting_it_up_and_logging_in_with_it(browser, desk, lang, width):
    from browser_parts import DEMO_PASSWORD

    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 1000})
    page = context.new_page()

    def enter():
        page.goto(f"{desk}/login?lang={lang}")
        page.fill("#username", "reviewer")
        page.fill("#password", DEMO_PASSWORD)
        page.click("button[type=submit]")

    enter()
    page.goto(f"{desk}/factor")
    secret = base64.b32decode(page.locator(".ways code").inner_text().replace(" ", ""))
    expect(page.locator(".qr")).to_be_visible()
    looked(browser, page, context, f"factor {lang} {width}")
    page.fill("#code", "000000")
    page.fill("#password", DEMO_PASSWORD)
    page.click("button[value=enrol]")
    expect(page.locator("[role=alert]")).to_be_visible()
    step = int(time.time()) // SECONDS
    page.fill("#code", code_of(secret, step))  # holds for one border of thirty seconds that may lie before the answer
    page.fill("#password", DEMO_PASSWORD)
    page.click("button[value=enrol]")
    expect(page.locator(".codes li")).to_have_count(10)
    looked(browser, page, context, f"recovery codes {lang} {width}")
    first = page.locator(".codes li").first.inner_text()
    context.clear_cookies()
    enter()
    page.wait_for_url("**/second*")
    looked(browser, page, context, f"second {lang} {width}")
    page.fill("#code", "000000")
    page.click("button[type=submit]")
    expect(page.locator("[role=alert]")).to_be_visible()
    page.fill("#code", first)
    page.click("button[type=submit]")
    page.goto(f"{desk}/factor?lang={lang}")
    looked(browser, page, context, f"factor on {lang} {width}")
    page.fill("#password", DEMO_PASSWORD)
    page.click("button[value=drop]")
    expect(page.locator(".qr")).to_be_visible()
    context.close()


def looked(browser, page, context, where):
    """Axe needs scripts: the same page, as it was, in a window that has them."""
    own = browser.new_context(viewport=page.viewport_size)
    copy = own.new_page()
    copy.goto(page.url.split("?")[0].rsplit("/", 1)[0] + "/login")
    copy.set_content(page.content().replace('href="/desk.css"', f'href="{page.url.split("/", 3)[0]}//'
                                            f'{page.url.split("/", 3)[2]}/desk.css"'))  # fmt: skip
    look(copy, where)
    own.close()
