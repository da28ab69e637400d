"""A desk that is really served, and the Chromium that looks at it. As a program it fills a desk for the demo people."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, Page

DEMO_PASSWORD = "Mingjian-2025"
CHROMIUM = os.environ.get("MINGJIAN_CHROMIUM") or shutil.which("chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
             "--disable-sync", "--no-first-run", "--disable-quic"]  # fmt: skip


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment() -> dict[str, str]:
    """Of a process of its own: without what these tests set for themselves."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("MINGJIAN_", "DJANGO_"))}


def serve(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start `mingjian serve` and wait until it answers."""
    port = free_port()
    code = "from mingjian.cli.main import run; run()"
    words = [sys.executable, "-c", code, "serve", str(folder), "--port", str(port)]
    process = subprocess.Popen(words, env=environment())
    address = f"http://127.0.0.1:{port}"
    for _ in range(1200):
        time.sleep(0.1)
        try:
            with urllib.request.urlopen(f"{address}/login", timeout=1):
                return process, address
        except OSError:
            if process.poll() is not None:
                break
    process.kill()
    raise AssertionError("the desk does not answer")


def fill(root: Path, real: bool = False, related: bool = False, older: bool = False) -> None:
    """A lake with its run, and a desk with the demo's offices and people.

    `real`: no run, and rows of real people; `related`: rows in which people share accounts and a company; `older`: an
    older version of the model ran too, before its newest run.
    """
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from desk_parts import COUNTIES, load, make_lake, write_files

    from mingjian.desk.setup import make_desk, migrate, open_desk
    from mingjian.lake import Lake

    if real:
        write_files(root / "files")
        lake = Lake.create(root / "lake", key=b"r" * 32)
        load(lake, root / "files", synthetic=False)
    else:
        lake = make_lake(root)
    if related:
        sys.path.insert(0, str(Path(__file__).parents[2] / "clues"))
        from desk_parts import run
        from relation_parts import fill as fill_related

        fill_related(lake, root / "more")
        run(lake)
    if older:
        from desk_parts import run, run_older

        run_older(lake)
        run(lake)
    from bureau_parts import fill_sqlite

    sources = [{"name": "人社库", "url": str(fill_sqlite(root / "bureau.db")), "owner": "340000"},
               {"name": "bureau", "url": str(fill_sqlite(root / "second.db")), "owner": "340000"},
               {"name": "停机库", "url": "postgresql://reader@127.0.0.1:1/base", "owner": "340000"}]  # fmt: skip
    (root / "drop").mkdir()
    (root / "drop" / "养老金202507.csv").write_bytes((root / "files" / "pensions.csv").read_bytes())
    folders = [{"name": "人社投递", "path": str(root / "drop"), "owner": "340000"}]
    make_desk(root / "desk", lake.path, demo=True, sources=sources, folders=folders)
    open_desk(root / "desk")
    migrate()
    from mingjian.desk.keeper import one_round
    from mingjian.desk.seed import seed_demo

    seed_demo(COUNTIES)
    one_round(lake)


class Visitor:
    """Somebody in front of a browser."""

    def __init__(self, browser: Browser, desk: str, width: int = 1440) -> None:
        self.desk, self.complaints = desk, list[str]()
        self.context = browser.new_context(
            viewport={"width": width, "height": 1000}, accept_downloads=True, timezone_id="Asia/Shanghai",
            reduced_motion="reduce",  # a press while a dialogue grows may be lost
        )  # fmt: skip
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.page.on("console", lambda one: self._said(one.type, one.text))
        self.page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))
        self.page.on("request", lambda one: self._asked(one.url))

    def log_in(self, username: str) -> Page:
        """Log in as one of the demo's people, in Chinese whatever language a test before left him in."""
        self.page.goto(f"{self.desk}/login")
        self.page.fill("#username", username)
        self.page.fill("#password", DEMO_PASSWORD)
        self.page.click("button[type=submit]")
        self.page.wait_for_selector("#main h1")
        if self.page.locator("html").get_attribute("lang") != "zh-CN":
            assert self.page.request.put(f"{self.desk}/api/me", data={"language": "zh"}, headers=self.headers()).ok
            self.page.reload()
            self.page.wait_for_selector("html[lang=zh-CN] #main h1")
        return self.page

    def headers(self) -> dict[str, str]:
        """What a request that changes something takes, from who is logged in."""
        token = next(one["value"] for one in self.context.cookies() if one["name"] == "csrftoken")
        return {"X-CSRFToken": token, "Referer": self.desk}

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


if __name__ == "__main__":
    fill(Path(sys.argv[1]), **dict.fromkeys(sys.argv[2:], True))
