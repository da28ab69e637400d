"""The shelf in the browser: a draft's road from idea to published; taken up, run, rated elsewhere; withdrawn."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import browser_parts
import pytest
from playwright.sync_api import Locator, Page, expect
from test_pages import look

sys.path[:0] = [str(Path(__file__).parents[1] / "held"), str(Path(__file__).parents[1])]
from desk_parts import AS_OF  # noqa: E402
from held_parts import files_of  # noqa: E402

pytestmark = pytest.mark.browser
MODEL = "benefits-on-the-shelf"
SOON = 60_000
SAID = "只比对低保发放，与养老待遇分开办理"


def zipped(version: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in files_of(MODEL, version).items():
            made.writestr(name, text.replace("死亡后继续领取", "身故后仍在领取") if name == "model.yaml" else text)
    return out.getvalue()


class People:
    """Whoever takes a step, logged in once and in a window of his own."""

    def __init__(self, browser, desk: str) -> None:
        self.browser, self.desk, self.here = browser, desk, {}

    def at(self, who: str, path: str) -> Page:
        from browser_parts import Visitor

        if who not in self.here:
            self.here[who] = Visitor(self.browser, self.desk)
            self.here[who].log_in(who)
        page: Page = self.here[who].page
        page.goto(self.desk + path)
        expect(page.locator("#main h1")).to_be_visible()
        return page

    def send(self, who: str, path: str, **more) -> None:
        answer = self.here[who].page.request.post(self.desk + path, headers=self.here[who].headers(), **more)
        assert answer.ok, answer.text()

    def close(self) -> None:
        for one in self.here.values():
            one.complaints = [each for each in one.complaints if "400 (Bad Request)" not in each]  # of a refusal
            one.close()


@pytest.fixture
def people(browser, own_desk):
    made = People(browser, own_desk)
    yield made
    made.close()


@pytest.fixture
def own_desk(tmp_path):
    """A desk of its own: what is found here is not among the clues that other tests count."""
    from browser_parts import CHROMIUM, environment, serve

    if CHROMIUM is None:
        pytest.skip("Chromium is absent")
    subprocess.run([sys.executable, browser_parts.__file__, str(tmp_path)], env=environment(), check=True)
    process, address = serve(tmp_path / "desk")
    yield address
    process.terminate()
    assert process.wait(timeout=40) == 0


def press(page: Page, label: str) -> None:
    page.locator("#main").get_by_role("button", name=label, exact=True).click()


def confirm(page: Page, label: str = "确认办理") -> None:
    dialogue = page.locator(".ant-modal:visible")
    dialogue.get_by_role("button", name=label, exact=True).click()
    page.wait_for_timeout(100)
    expect(page.locator(".ant-modal .ant-btn-loading")).to_have_count(0, timeout=SOON)
    refused = dialogue.locator(".ant-alert-error")
    assert refused.count() == 0, refused.inner_text()
    expect(dialogue).to_have_count(0)


def stands(page: Page, state: str) -> None:
    expect(page.locator("#main .ant-card").first).to_contain_text(state)


def card(page: Page, title: str) -> Locator:
    return page.locator("#main .ant-card").filter(has=page.locator(".ant-card-head-title", has_text=title))


def run(people: People, who: str, path: str, runs: int) -> Page:
    """Run the version by its own desk's worker and wait until the entry counts it."""
    people.at(who, path)
    body = {"as_of": str(AS_OF), "purpose": "试点", "version": "1.0.0"}
    people.send(who, f"/api/models/{MODEL}/run", data=body)
    page = people.here[who].page
    counted = page.locator(".ant-statistic", has_text="运行次数")
    for _ in range(60):
        page.reload()
        expect(page.locator("#main h1")).to_be_visible()
        if counted.count() and re.search(rf"\b{runs}\b", counted.inner_text()):
            return page
        page.wait_for_timeout(500)
    raise AssertionError("the run is not counted")


def test_the_road_of_a_model(people: People) -> None:
    page = people.at("prosecutor", "/workshop")
    file = {"name": "model.zip", "mimeType": "application/zip", "buffer": zipped("1.0.0")}
    people.send("prosecutor", "/api/workshop/drafts/upload", multipart={"file": file})
    page = people.at("prosecutor", "/shelf")
    look(page, "shelf")
    press(page, "送草稿到共享")
    page.get_by_label("选择草稿").click()
    page.locator(".ant-select-item-option").first.click()
    confirm(page, "送共享")
    page.wait_for_url(re.compile(r"/shelf/\d+$"))
    path = page.url.removeprefix(people.desk)

    press(page, "提交评估")
    page.locator(".ant-modal:visible").get_by_role("button", name="确认办理").click()
    expect(page.locator(".ant-modal:visible .ant-alert-error")).to_contain_text("请先查看最相近的模型")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="查看", exact=True).click()
    nearest = card(page, "最相近的模型")
    expect(nearest.locator("tbody tr").first).to_contain_text("100 %", timeout=SOON)
    press(page, "提交评估")
    page.get_by_label("与最相近模型的不同之处").fill(SAID)
    confirm(page)
    stands(page, "草稿待评估")

    page = people.at("assessor", f"{path}")
    press(page, "评估通过")
    for number, question in enumerate(("必要", "可行", "准确")):
        answers = page.locator(".ant-modal:visible .ant-radio-group").nth(number)
        answers.get_by_text("是", exact=True).click()
        page.get_by_label("理由").nth(number).fill(f"{question}：已经核对")
    look(page, "assessing")
    confirm(page)
    stands(page, "已评估")

    page = people.at("chief", path)
    press(page, "征求试点院意见")
    page.locator(".ant-modal:visible .ant-select").click()
    page.locator(".ant-select-item-option").first.click()
    page.locator(".ant-modal-title").click()
    page.get_by_label("试点用途").fill("试点：比对低保发放")
    confirm(page)
    press(page, "批准试点")
    confirm(page)
    stands(page, "试点中")

    page = run(people, "prosecutor", path, 1)
    press(page, "申报应用")
    confirm(page)
    stands(page, "已应用待审")

    page = people.at("reviewer", "/shelf?view=waiting")
    page.locator("#main tbody a").first.click()
    page.get_by_role("button", name="查看", exact=True).click()
    expect(card(page, "最相近的模型").locator("tbody tr").first).to_be_visible(timeout=SOON)
    press(page, "省级审核通过")
    confirm(page)
    page = people.at("president", path)
    press(page, "批准上架")
    confirm(page)
    stands(page, "已上架")
    taken_up_and_withdrawn(people, path)


def taken_up_and_withdrawn(people: People, path: str) -> None:
    """Two clicks of two people of another office; run and rated there; readable in English and on a telephone; gone."""
    from test_data_in_browser import shoot
    from test_road_in_browser import choose

    page = people.at("wuhu-data", path)
    page.get_by_role("button", name="提出采用").click()
    page = people.at("wuhu-chief", "/shelf?view=waiting")
    page.locator("#main tbody a").first.click()
    page.get_by_role("button", name="批准采用", exact=True).click()
    expect(card(page, "数据与采用")).to_contain_text("已采用")
    page = run(people, "wuhu", path, 2)
    page.locator(".ant-rate-star").nth(1).click()
    page.get_by_role("button", name="提交评价", exact=True).click()
    expect(page.locator(".ant-form-item-explain-error").first).to_be_visible()
    page.locator(".ant-rate-star").nth(3).click()
    page.get_by_role("button", name="提交评价", exact=True).click()
    expect(card(page, "评价")).to_contain_text("4 星")
    for lang in ("zh", "en"):
        choose(page, lang)
        for width in (1440, 1024, 390):
            page.set_viewport_size({"width": width, "height": 1000})
            for where in (path, "/shelf"):
                page.goto(people.desk + where)
                expect(page.locator("#main h1")).to_be_visible()
                page.wait_for_timeout(200)
                look(page, f"{where} {lang} {width}")
                shoot(page, f"shelf {where.strip('/').replace('/', ' ')} {lang} {width}")
    choose(page, "zh")
    page = people.at("chief", path)
    press(page, "撤回（发现错误）")
    page.locator("#why").fill("宽限期算错了一个月")
    page.get_by_role("checkbox").check()
    confirm(page)
    stands(page, "已撤回")
    page = people.at("wuhu", "/shelf")
    expect(page.locator(".ant-alert-error").first).to_contain_text("宽限期算错了一个月")
