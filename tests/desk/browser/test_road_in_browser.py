"""The road in a real browser: clue → claim → verify → file → letter → sign → serve → reply → outcome → precision."""

from __future__ import annotations

import io
import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from docx import Document
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

WORDS = {
    "zh": {
        "claim": "认领", "verify": "开始调查核实", "file": "成案", "yes": "是", "why": "理由", "new": "起草文书",
        "kind": "公益诉讼检察建议书", "submit": "送审", "sign": "签发并编号", "serve": "登记送达", "reply": "登记回复",
        "served_on": "送达日期", "replied_on": "回复日期", "outcome": "登记成效", "rectified": "已整改",
        "recovered": "追回金额（元）", "save": "保存", "docx": "下载 Word", "prove": "立即复验", "proved": "复验一致",
        "edit": "修改文书",
    },
    "en": {
        "claim": "claim", "verify": "begin to verify", "file": "file as a case", "yes": "Yes", "why": "Why",
        "new": "Draft a letter", "kind": "public-interest suggestion", "submit": "submit", "sign": "sign and number",
        "serve": "record service", "reply": "record the reply", "served_on": "Day of service",
        "replied_on": "Day of the reply", "outcome": "Record the outcome", "rectified": "Put right",
        "recovered": "Money got back (yuan)", "save": "Save", "docx": "Download Word", "prove": "Prove it again",
        "proved": "Proved", "edit": "Edit the letter",
    },
}  # fmt: skip
MODEL = "/models/benefits-paid-to-the-dead"


@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.slow)])
def test_from_a_clue_to_an_outcome(browser, desk, lang):
    from browser_parts import Visitor

    holder, chief = Visitor(browser, desk), Visitor(browser, desk)
    page, words = holder.log_in("prosecutor"), WORDS[lang]
    choose(page, lang)
    before = precision(page, desk)
    open_new_clue(page, desk)
    press(page, words["prove"])
    expect(page.get_by_text(re.compile(words["proved"])).first).to_be_visible()
    case = verify_and_file(page, words)
    number = write_letter(page, words)
    sign(chief, desk, case, lang)
    serve_and_answer(page, words)
    text = download(page, words)
    assert number in text or "〔" in text
    record_outcome(page, words)
    after = precision(page, desk)
    assert after[0] == before[0] + 1
    assert after[1].startswith("100")
    choose(page, "zh")
    holder.close()
    chief.close()


def choose(page: Page, lang: str) -> None:
    """Work in a language."""
    wanted = "zh-CN" if lang == "zh" else "en"
    if page.locator("html").get_attribute("lang") != wanted:
        page.click(".head .ant-dropdown-trigger")
        page.click(".ant-dropdown-menu-item >> nth=0")
    expect(page.locator("html")).to_have_attribute("lang", wanted)


def open_new_clue(page: Page, desk: str) -> None:
    """The first clue of the inbox that is new: one that a later delivery began anew goes on with its old case."""
    page.goto(f"{desk}/clues?state=new")
    expect(page.locator(".clue-row").first).to_be_visible()
    rows = page.request.get(f"{desk}/api/clues?state=new").json()["items"]
    page.click(
        f".clue-row >> nth={next(n for n, row in enumerate(rows) if (row['episode'], row['found']) == (1, 'present'))}"
    )
    page.wait_for_selector(".evidence table")


def press(page: Page, label: str) -> None:
    """Press a button by its words."""
    page.get_by_role("button", name=label, exact=True).first.click()


def confirm(page: Page, label: str) -> None:
    """Press the button of the dialogue that is open, and wait until it has closed."""
    dialogue = page.locator(".ant-modal:visible")
    expect(dialogue).not_to_have_class(re.compile("ant-zoom"))  # a press while it grows may be lost
    dialogue.get_by_role("button", name=label, exact=True).click()
    expect(dialogue).to_be_hidden()


def precision(page: Page, desk: str) -> tuple[int, str]:
    """How many clues of the model were confirmed, and its precision as the page shows it."""
    page.goto(f"{desk}{MODEL}")
    cells = page.locator("tbody tr.ant-table-row").first.locator("td")
    expect(cells.nth(2)).to_be_visible()
    return int(cells.nth(2).inner_text()), cells.nth(5).inner_text()


def verify_and_file(page: Page, words: dict[str, str]) -> str:
    """Claim the clue, answer its checklist, file it; the path of its case."""
    press(page, words["claim"])
    confirm(page, words["claim"])
    press(page, words["verify"])
    confirm(page, words["verify"])
    asked = page.locator(".ant-radio-group")
    for number in range(asked.count()):
        asked.nth(number).get_by_text(words["yes"], exact=True).click()
        expect(asked.nth(number).locator("input").first).to_be_checked()
    press(page, words["file"])
    page.get_by_label(words["why"]).fill("已调取原始材料核对，情况属实")
    confirm(page, words["file"])
    page.locator('#main a[href^="/cases/"]').first.click()
    page.wait_for_url("**/cases/*")
    return page.url.split("/cases/")[1]


def write_letter(page: Page, words: dict[str, str]) -> str:
    """Draft the letter the model proposes, mend it and submit it."""
    page.get_by_role("button", name=re.compile(f"^{words['new']}")).click()
    page.locator(".ant-dropdown-menu-item").filter(has_text=words["kind"]).first.click()
    expect(page.locator("#main .paper")).to_contain_text("特向你单位提出检察建议")
    press(page, words["edit"])
    asks = page.locator("#asks")
    asks.fill(asks.input_value() + "\n追回多发的待遇")
    confirm(page, words["save"])
    expect(page.locator("#main .paper")).to_contain_text("追回多发的待遇")
    press(page, words["submit"])
    confirm(page, words["submit"])
    return page.locator("#main .number").first.inner_text()


def sign(chief, desk: str, case: str, lang: str) -> None:
    """The chief signs; whoever holds the case cannot."""
    page = chief.log_in("chief")
    choose(page, lang)
    page.goto(f"{desk}/cases/{case}")
    press(page, WORDS[lang]["sign"])
    confirm(page, WORDS[lang]["sign"])
    choose(page, "zh")


def serve_and_answer(page: Page, words: dict[str, str]) -> None:
    """Record service and the reply, both today."""
    page.reload()
    for step, day in (("serve", "served_on"), ("reply", "replied_on")):
        press(page, words[step])
        field = page.get_by_label(words[day])
        field.fill(f"{datetime.now(ZoneInfo('Asia/Shanghai')):%Y-%m-%d}")
        field.press("Enter")
        if step == "reply":
            page.locator(".ant-modal:visible").get_by_text(words["yes"], exact=True).click()
        confirm(page, words[step])


def download(page: Page, words: dict[str, str]) -> str:
    """The letter as Word, opened and read back."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=words["docx"]).first.click()
    document = Document(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    text = "\n".join(one.text for one in document.paragraphs)
    assert "追回多发的待遇" in text
    assert "仍有" in text
    assert re.search(r"合检行公建〔\d{4}〕\d+号", text)
    assert "草稿" not in text
    return text


def record_outcome(page: Page, words: dict[str, str]) -> None:
    """Put right, with the money that came back."""
    press(page, words["outcome"])
    page.locator(".ant-modal:visible").get_by_text(words["rectified"], exact=True).click()
    page.get_by_label(words["recovered"]).fill("37500.00")
    confirm(page, words["save"])
    expect(page.get_by_text("37,500.00").first).to_be_visible()
