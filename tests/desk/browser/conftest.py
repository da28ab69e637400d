"""One served desk a session, a fresh browser a test; a complaint of the browser or an outside request fails it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from browser_parts import ARGUMENTS, CHROMIUM, Visitor, environment, serve
from playwright.sync_api import Browser, sync_playwright


@pytest.fixture(scope="session")
def desk_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a desk for the demo people."""
    if CHROMIUM is None:
        pytest.skip("Chromium is absent (Debian package chromium, or MINGJIAN_CHROMIUM)")
    root = tmp_path_factory.mktemp("served")
    script = Path(__file__).parent / "browser_parts.py"
    subprocess.run([sys.executable, str(script), str(root)], env=environment(), check=True)
    return root / "desk"


@pytest.fixture(scope="session")
def desk(desk_folder: Path) -> Iterator[str]:
    """The address of a desk that is served by a process of its own."""
    process, address = serve(desk_folder)
    yield address
    process.terminate()
    assert process.wait(timeout=40) == 0


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium.

    Its driver leaves an event loop marked as running in this thread, where Django would refuse its database to every
    test of the desk that comes to this worker later; nothing runs beside them, so it is allowed.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield made
        made.close()


@pytest.fixture
def visitor(browser: Browser, desk: str) -> Iterator[Visitor]:
    """A visitor with a window of 1440."""
    made = Visitor(browser, desk)
    yield made
    made.close()
