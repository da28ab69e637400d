"""One served desk a session, a fresh browser a test; a complaint of the browser or an outside request fails it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from browser_parts import ARGUMENTS, CHROMIUM, environment, serve
from playwright.sync_api import Browser, Page, sync_playwright

from mingjian.desk.seed import DEMO_PASSWORD


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a desk that is served by a process of its own."""
    if CHROMIUM is None:
        pytest.skip("Chromium is absent (Debian package chromium, or MINGJIAN_CHROMIUM)")
    root = tmp_path_factory.mktemp("served")
    script = Path(__file__).parent / "browser_parts.py"
    subprocess.run([sys.executable, str(script), str(root)], env=environment(), check=True)
    process, address = serve(root / "desk")
    yield address
    process.terminate()
    assert process.wait(timeout=40) == 0


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield made
        made.close()


class Visitor:
    """Somebody in front of a browser."""

    def __init__(self, browser: Browser, desk: str, width: int = 1440) -> None:
        self.desk, self.complaints = desk, list[str]()
        self.context = browser.new_context(
            viewport={"width": width, "height": 1000}, accept_downloads=True, timezone_id="Asia/Shanghai"
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.page.on("console", lambda one: self._said(one.type, one.text))
        self.page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))
        self.page.on("request", lambda one: self._asked(one.url))

    def log_in(self, username: str) -> Page:
        """Log in as one of the demo's people."""
        self.page.goto(f"{self.desk}/login")
        self.page.fill("#username", username)
        self.page.fill("#password", DEMO_PASSWORD)
        self.page.click("button[type=submit]")
        self.page.wait_for_selector("#main h1")
        return self.page

    def close(self) -> None:
        """Leave; nothing must have been complained of."""
        self.context.close()
        assert not self.complaints

    def _said(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(f"{kind}: {text}")

    def _asked(self, url: str) -> None:
        if not url.startswith((self.desk, "data:", "blob:")):
            self.complaints.append(f"outside request: {url}")


@pytest.fixture
def visitor(browser: Browser, desk: str) -> Iterator[Visitor]:
    """A visitor with a window of 1440."""
    made = Visitor(browser, desk)
    yield made
    made.close()
