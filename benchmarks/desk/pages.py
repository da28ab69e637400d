"""`python -m benchmarks.desk.pages`: every page of the desk in Chromium, cold and warm, with bytes and CPU seconds.

Cold: a browser that was never here, from asking for the page until its contents are seen. Warm: the same page again
with what the browser keeps, and, where the menu leads to it, by a click in the running application. CPU seconds of
server and browser stand beside the time, so that a machine others work on is told from a page that is slow.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.desk.fill import fill_desk, make_lake
from benchmarks.desk.served import Served, cpu_of, family, serve_desk
from benchmarks.targets import Target

__all__ = ["main"]

CHROMIUM = os.environ.get("MINGJIAN_CHROMIUM") or shutil.which("chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
COLD, WARM, FIRST_LOAD = 2.0, 0.5, 600_000
ROW = "tbody tr.ant-table-row"
PAGES: tuple[tuple[str, str, str, str], ...] = (
    # page, who looks, address, what is seen when it is there
    ("today", "prosecutor", "/", "#main .ant-statistic"),
    ("inbox", "prosecutor", "/clues", ".clue-row"),
    ("clue", "prosecutor", "/clues/{clue}", ".evidence table"),
    ("cases", "prosecutor", "/cases", f"#main {ROW}"),
    ("case", "prosecutor", "/cases/{case}", "#main .ant-card"),
    ("models", "prosecutor", "/models", ROW),
    ("model", "prosecutor", "/models/benefits-paid-to-the-dead", ".told h2"),
    ("templates", "prosecutor", "/templates", ROW),
    ("tokens", "prosecutor", "/tokens", "#main h1"),
    ("jobs", "digital", "/jobs", "#main h1"),
    ("users", "security", "/users", ROW),
    ("offices", "security", "/offices", ROW),
    ("audit", "audit", "/audit", ROW),
    ("operate", "system", "/operate", ROW),
)


@dataclass
class Opened:
    """How one page opened, time after time."""

    cold: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    clicked: list[float] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)
    cpu_server: list[float] = field(default_factory=list)
    cpu_browser: list[float] = field(default_factory=list)

    def row(self) -> dict[str, float]:
        """Medians; a way that a page has not is NaN."""
        return {name: median(given) if given else float("nan") for name, given in vars(self).items()}


def main(arguments: list[str] | None = None) -> int:
    """Measure; 0 when all targets are met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk.pages", description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--clues", type=int, default=2000, help="clues of the desk, all found by its run")
    parser.add_argument("--only", default="", help="pages, with commas")
    parser.add_argument("--json", type=Path, default=Path("desk-pages.json"))
    options = parser.parse_args(arguments)
    if CHROMIUM is None:
        parser.error("Chromium is absent (Debian package chromium, or MINGJIAN_CHROMIUM)")
    home = Path(tempfile.mkdtemp(prefix="mingjian-pages-"))
    try:
        known = _desk(home, options.clues)
        desk = serve_desk(home / "desk")
        try:
            opened = _measure(desk, known, options.times, {one for one in options.only.split(",") if one})
        finally:
            desk.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)
    rows = {name: one.row() for name, one in opened.items()}
    targets = _targets(rows)
    _show(rows, targets, options.times)
    result = {"times": options.times, "pages": rows, "all": {name: vars(one) for name, one in opened.items()}}
    options.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return 0 if all(one.met for one in targets) else 1


def _desk(home: Path, clues: int) -> dict[str, str]:
    """A desk for the people of the demo on SQLite, with a case; what addresses hold."""
    from mingjian.desk.setup import make_desk, migrate, open_desk

    lake = make_lake(home, clues)
    make_desk(home / "desk", lake.path, demo=True)
    open_desk(home / "desk")
    migrate()
    fill_desk(lake, 0, 0)
    from mingjian.desk.cases.filing import filed
    from mingjian.desk.cases.models import Case
    from mingjian.desk.clues.models import Clue
    from mingjian.desk.offices.models import User

    user = User.objects.get(username="prosecutor")
    first, second = Clue.objects.visible_to(user)[:2]
    filed(clue=first, user=user, why="基准测试")
    return {"clue": second.pk, "case": str(Case.objects.get().pk)}


def _measure(desk: Served, known: dict[str, str], times: int, only: set[str]) -> dict[str, Opened]:
    opened: dict[str, Opened] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        cookies = {who: _cookies(browser, desk, who) for who in dict.fromkeys(one[1] for one in PAGES)}
        for name, who, path, sign in PAGES:
            if only and name not in only:
                continue
            opened[name] = Opened()
            for _ in range(times):
                context = browser.new_context(viewport={"width": 1440, "height": 1000}, timezone_id="Asia/Shanghai")
                context.add_cookies(cookies[who])
                _open(context, desk, path.format(**known), sign, opened[name])
                context.close()
        browser.close()
    return opened


def _cookies(browser: Browser, desk: Served, who: str) -> Any:
    """Of somebody who logged in with another browser."""
    from mingjian.desk.seed import DEMO_PASSWORD

    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{desk.address}/login")
    page.fill("#username", who)
    page.fill("#password", DEMO_PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_selector("#main h1", timeout=60_000)
    found = context.cookies()
    context.close()
    return found


def _open(context: BrowserContext, desk: Served, path: str, sign: str, into: Opened) -> None:
    page = context.new_page()
    page.set_default_timeout(60_000)
    session, loaded = context.new_cdp_session(page), list[int]()
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda one: loaded.append(int(one["encodedDataLength"])))

    def go() -> None:
        page.goto(desk.address + path, wait_until="commit")

    before = desk.cpu(), _browser_cpu(desk)
    into.cold.append(_seen(page, go, sign))
    into.cpu_server.append(desk.cpu() - before[0])
    into.cpu_browser.append(_browser_cpu(desk) - before[1])
    page.wait_for_load_state("networkidle")
    into.bytes.append(sum(loaded))
    into.again.append(_seen(page, go, sign))
    link = f"aside a[href='{path}'], nav a[href='{path}'], .ant-menu a[href='{path}']"
    if page.locator(link).count():
        other = "/models" if path != "/models" and page.locator(".ant-menu a[href='/models']").count() else "/"
        if other != path:
            page.locator(f".ant-menu a[href='{other}']").first.click()
            page.wait_for_load_state("networkidle")
            into.clicked.append(_seen(page, lambda: page.locator(link).first.click(), sign))


def _seen(page: Page, act: Callable[[], object], sign: str) -> float:
    """Seconds from an act until what it shows is seen."""
    begun = time.perf_counter()
    act()
    page.locator(sign).first.wait_for(state="visible")
    return time.perf_counter() - begun


def _browser_cpu(desk: Served) -> float:
    """Of all below this process but the server."""
    server = set(family(desk.process.pid))
    return sum(cpu_of(one) for one in family(os.getpid())[1:] if one not in server)


def _targets(rows: dict[str, dict[str, float]]) -> list[Target]:
    worst = {key: max((row[key] for row in rows.values() if row[key] == row[key]), default=0.0) for key in
             ("cold", "again", "clicked", "bytes")}  # fmt: skip
    return [
        Target("cold, the slowest page, s", worst["cold"], COLD),
        Target("again, the slowest page, s", worst["again"], WARM),
        Target("by a click, the slowest page, s", worst["clicked"], WARM),
        Target("bytes of a first load, the largest page", worst["bytes"], FIRST_LOAD),
    ]


def _show(rows: dict[str, dict[str, float]], targets: list[Target], times: int) -> None:
    print(f"medians of {times}\n{'page':12}{'cold s':>8}{'again s':>9}{'click s':>9}{'KB cold':>9}{'CPU server':>12}"
          f"{'CPU browser':>13}")  # fmt: skip
    for name, row in rows.items():
        print(f"{name:12}{row['cold']:>8.2f}{row['again']:>9.2f}{row['clicked']:>9.2f}{row['bytes'] / 1000:>9.0f}"
              f"{row['cpu_server']:>12.2f}{row['cpu_browser']:>13.2f}")  # fmt: skip
    for target in targets:
        print(f"{'met   ' if target.met else 'MISSED'} {target.name}: {target.value:.3g} (at most {target.bound:g})")
    print(f"VERDICT: {'passed' if all(one.met for one in targets) else 'FAILED'}")


if __name__ == "__main__":
    sys.exit(main())
