"""From the run dialogue to the approval and back, by two people; and the inbox taken out as a file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect
from test_pages import look

pytestmark = pytest.mark.browser
ASSESSMENT = {
    "necessity": "仅比对死亡与发放记录", "legal_basis": "个人信息保护法第三十四条", "people": "领取待遇的参保人",
    "risks": "死亡信息外泄", "measures": "脱敏、留痕、专人办理", "retention": "办结后一年删除",
}  # fmt: skip


@pytest.fixture(scope="module")
def real_desk(tmp_path_factory):
    """A desk whose data count as those of real people."""
    from browser_parts import CHROMIUM, environment, serve

    if CHROMIUM is None:
        pytest.skip("Chromium is absent")
    root = tmp_path_factory.mktemp("real")
    script = Path(__file__).parent / "browser_parts.py"
    subprocess.run([sys.executable, str(script), str(root), "real"], env=environment(), check=True)
    process, address = serve(root / "desk")
    yield address
    process.terminate()
    assert process.wait(timeout=40) == 0


def test_a_run_over_personal_data_from_request_to_result(browser, real_desk):
    from browser_parts import Visitor

    asker = Visitor(browser, real_desk)
    page = asker.log_in("prosecutor")
    page.goto(f"{real_desk}/models/benefits-paid-to-the-dead")
    page.get_by_role("button", name="运行模型").click()
    page.fill("#purpose", "专项〔2025〕1号")
    expect(page.get_by_text("运行须经审批")).to_be_visible()
    look(page, "run dialogue")
    page.get_by_role("button", name="申请审批").click()
    for name, text in ASSESSMENT.items():
        page.fill(f"#{name}", text)
    look(page, "assessment")
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_text("已提交，批准后即可运行")).to_be_visible()

    decider = Visitor(browser, real_desk, 1024)
    other = decider.log_in("chief")
    other.get_by_text("待我审批").click()
    other.locator("tbody tr.approval-row").first.click()
    expect(other.get_by_text(ASSESSMENT["measures"])).to_be_visible()
    look(other, "approval to decide")
    other.locator(".ant-drawer").get_by_role("button", name="批准", exact=True).click()
    expect(other.get_by_text("没有待您审批的申请")).to_be_visible()
    other.goto(f"{real_desk}/approvals?view=all")
    expect(other.get_by_text("已批准")).to_be_visible()
    look(other, "approvals")
    decider.close()

    page.goto(f"{real_desk}/models/benefits-paid-to-the-dead")
    page.get_by_role("button", name="运行模型").click()
    page.locator("#approval").click()
    page.keyboard.press("Enter")
    expect(page.get_by_text("以审批为准")).to_be_visible()
    page.get_by_role("button", name="开始运行").click()
    expect(page.get_by_text("已完成")).to_be_visible(timeout=60_000)
    asker.close()


def test_the_inbox_as_a_file_with_who_took_it_on_it(browser, desk):
    from browser_parts import Visitor

    visitor = Visitor(browser, desk)
    page = visitor.log_in("prosecutor")
    page.goto(f"{desk}/clues")
    page.wait_for_selector(".clue-row")
    page.get_by_role("button", name="导出").click()
    page.fill("#why", "专项核查")
    page.get_by_text("CSV").click()
    look(page, "export")
    with page.expect_download() as got:
        page.locator(".ant-modal:visible").get_by_role("button", name="导出").click()
    data = Path(got.value.path()).read_bytes()
    assert "prosecutor" in data.decode("utf-8-sig").splitlines()[-1]
    visitor.close()
    auditor = Visitor(browser, desk)
    page = auditor.log_in("audit")
    page.goto(f"{desk}/audit")
    leaked = {"name": "leaked.csv", "mimeType": "text/csv", "buffer": data}
    page.set_input_files("input[type=file]", leaked)
    expect(page.get_by_text("文件原样")).to_be_visible()
    look(page, "whose")
    auditor.close()
