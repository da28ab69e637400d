"""The page in a real browser: drawn, filtered, driven by keys, in both languages, on a phone, on paper, offline."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingjian.clues.report import build_report

pytestmark = pytest.mark.browser

TEXT = "document.getElementById('main').textContent"
VIEWS = ["", "#/models", "#/undetermined", "#/about"]


@pytest.fixture
def page(maker, tmp_path: Path, browser) -> Path:
    browser.problems.clear()
    browser.requests.clear()
    return build_report(maker.report(clues=150, rows=5), tmp_path / "report.html")


def shown(browser) -> int:
    return browser.js("document.querySelectorAll('#list .item').length")


def first(browser) -> str:
    return browser.js("document.querySelector('#list .item').getAttribute('href')")


def test_first_clue_is_open_and_nothing_is_fetched(browser, page: Path) -> None:
    browser.open(page)
    assert browser.js("document.querySelector('.says').textContent") == "某人0死亡后仍领取养老金"
    assert "线索不是" not in browser.js("document.getElementById('live').textContent")
    assert browser.js("document.querySelectorAll('.detail .evidence').length") == 3
    assert browser.js("document.querySelectorAll('.detail td.collided').length") == 10
    for view in VIEWS:
        browser.js(f"window.location.hash = '{view}'")
    browser.wait("document.querySelectorAll('.about-part').length > 0")
    assert browser.problems == []
    assert [url for url in browser.requests if not url.startswith(("file:", "data:", "about:"))] == []


@pytest.mark.parametrize("width", [1280, 768, 390])
def test_no_view_scrolls_sideways(browser, page: Path, width: int) -> None:
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for lang in ("zh", "en"):
        browser.open(page, width, after=f"?lang={lang}")
        for view in ["#/clues", first(browser), *VIEWS[1:]]:
            browser.js(f"window.location.hash = '{view}'")
            browser.wait(f"document.getElementById('main').className === 'view-{view.split('/')[1]}'")
            assert browser.js(over) <= 0, (lang, view)
            browser.js("for (const one of document.querySelectorAll('details')) one.open = true")
            assert browser.js(over) <= 0, (lang, view, "all open")


def test_keys_walk_search_and_close(browser, page: Path) -> None:
    browser.open(page)
    browser.press("j")
    browser.wait("document.querySelector('.says').textContent.startsWith('某人1')")
    browser.press("j")
    browser.wait("document.querySelector('.says').textContent.startsWith('某人2')")
    browser.press("k")
    browser.wait("document.querySelector('.says').textContent.startsWith('某人1')")
    for _ in range(40):
        browser.press("j")
    assert browser.js("document.querySelector('.says').textContent").startswith("某人41")
    assert browser.js("document.querySelector('#list [aria-current]').dataset.place") == "41"
    assert browser.js("document.getElementById('position').textContent") == "42 / 150"
    browser.press("/")
    browser.wait("document.activeElement.id === 'search'")
    assert browser.js("document.getElementById('search').value") == ""
    for key in "149":
        browser.press(key)
    browser.wait("document.querySelectorAll('#list .item').length === 1")
    browser.press("Escape")
    browser.wait("document.querySelectorAll('#list .item').length > 1")
    browser.press("Escape")
    browser.wait("document.activeElement.id !== 'search'")
    browser.press("?")
    browser.wait("document.getElementById('keys').open")
    browser.js("document.getElementById('keys').close()")
    assert browser.problems == []


def test_list_grows_as_it_is_walked(browser, page: Path) -> None:
    browser.open(page)
    before = shown(browser)
    assert before < 150
    browser.js("document.getElementById('pane').scrollTop = 1e6")
    browser.wait(f"document.querySelectorAll('#list .item').length > {before}")


def test_filters_narrow_and_say_so(browser, page: Path) -> None:
    browser.open(page)
    browser.js("document.querySelector('.chip.level.low').click()")
    assert browser.js("document.getElementById('shown').textContent").startswith("显示 50 / 150 条")
    assert browser.js("[...document.querySelectorAll('#list .item')].every((one) => one.classList.contains('low'))")
    browser.js(
        "const one = document.getElementById('filter-place'); one.value = '990101';"
        "one.dispatchEvent(new Event('change'))"
    )
    assert browser.js("document.getElementById('shown').textContent").startswith("显示 10 / 150 条")
    browser.js(
        "const box = document.getElementById('search'); box.value = '没有的'; box.dispatchEvent(new Event('input'))"
    )
    assert "没有符合条件的线索" in browser.js(TEXT)
    browser.js("document.querySelector('#none button').click()")
    assert browser.js("document.getElementById('shown').textContent") == "显示 150 / 150 条"


def test_language_is_switched_and_remembered(browser, page: Path) -> None:
    browser.open(page)
    browser.js("document.querySelector('button[data-lang=en]').click()")
    assert browser.js("document.documentElement.lang") == "en"
    assert browser.js("document.querySelector('.says').textContent") == "Person 0 was paid after death"
    assert browser.js("document.title") == "Clue report · A province"
    browser.open(page, after="#/models")
    assert browser.js("document.documentElement.lang") == "en"
    assert "Models and runs" in browser.js(TEXT)
    browser.js("document.querySelector('button[data-lang=zh]').click()")
    assert "模型与运行" in browser.js(TEXT)


def test_refused_and_missing_are_explained(browser, page: Path, maker, tmp_path: Path) -> None:
    browser.open(page, after="#/models")
    assert "拒绝运行" in browser.js(TEXT)
    assert "未声明覆盖" in browser.js(TEXT)
    browser.open(page, after="#/clues/C-none")
    assert "报告中没有编号为 C-none 的线索" in browser.js(TEXT)
    data = maker.report(clues=0, runs=1)
    browser.open(build_report(data, tmp_path / "none.html"))
    assert "本次运行没有发现线索" in browser.js(TEXT)
    browser.open(build_report(data.model_copy(update={"runs": []}), tmp_path / "no-runs.html"))
    assert "报告中没有任何运行" in browser.js(TEXT)
    assert browser.problems == []


def test_hostile_values_are_shown_as_text(browser, maker, tmp_path: Path) -> None:
    hostile = "</script><img src=x onerror=\"window.caught='yes'\"><script>window.caught='yes'</script>"
    maker.say = lambda text: hostile + text
    browser.problems.clear()
    page = build_report(maker.report(clues=3), tmp_path / "hostile.html")
    for view in VIEWS:
        browser.open(page, after=view)
        assert browser.js("document.querySelectorAll('img, main script').length") == 0
        assert browser.js("window.caught === undefined")
        browser.js("window.dispatchEvent(new Event('beforeprint'))")
        assert browser.js("document.querySelectorAll('img, #printed script').length") == 0
        assert hostile in browser.js("document.getElementById('printed').textContent")
    assert browser.problems == []


def test_print_gives_each_clue_its_page(browser, maker, tmp_path: Path) -> None:
    data = maker.report(clues=6, rows=4)
    browser.open(build_report(data, tmp_path / "report.html"))
    browser.js("window.dispatchEvent(new Event('beforeprint'))")
    assert browser.js("document.querySelectorAll('#printed .sheet-clue').length") == 6
    assert browser.js("document.querySelectorAll('#printed .sheet-clue .funnel').length") == 6
    assert browser.js("document.querySelectorAll('#printed .sheet-clue .pairs.proof').length") == 6
    assert browser.js("[...document.querySelectorAll('#printed details')].every((one) => one.open)")
    browser.js("window.dispatchEvent(new Event('afterprint'))")
    browser.js("window.print = () => window.dispatchEvent(new Event('beforeprint'))")
    browser.js("document.querySelector('.print-one').click()")
    assert browser.js("document.querySelectorAll('#printed .sheet').length") == 1
    assert "SELECT 1" in browser.js("document.querySelector('#printed pre').textContent")
    browser.js("window.dispatchEvent(new Event('afterprint'))")
    assert browser.js("document.getElementById('printed').children.length") == 0
    printed = browser.pdf()
    assert printed.startswith(b"%PDF")
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") >= 8


def test_three_thousand_clues_stay_quick(browser, maker, tmp_path: Path) -> None:
    browser.open(build_report(maker.report(clues=3000, rows=10), tmp_path / "big.html"))
    took = browser.js("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    assert took < 5000
    assert browser.js("document.querySelectorAll('*').length") < 5000
    searched = browser.js(
        "(() => { const from = performance.now(); const box = document.getElementById('search');"
        " box.value = '某人29'; box.dispatchEvent(new Event('input')); return performance.now() - from; })()"
    )
    assert searched < 1500
    assert browser.js("document.getElementById('shown').textContent").startswith("显示 111 / 3,000 条")
