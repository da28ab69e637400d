"""P02 built in the browser from an empty canvas, by forms alone, fires the same clues."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect
from test_pages import look
from workshop_parts import MORE, P02, SOON, downloaded, files_of, part, pick, quiet

sys.path.insert(0, str(Path(__file__).parent.parent))
from mingjian.models import parse_model
from mingjian.runs import run_model

pytestmark = pytest.mark.browser


class Builder:
    """Somebody who builds a model by forms."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def need(self, standard: str, title: str, alias: str, columns: list[str]) -> None:
        page = self.page
        page.get_by_label("查找数据标准").fill(standard.split("@")[0])
        page.locator(".bench-shelf .lists").get_by_role("button", name=title, exact=True).click()
        page.locator("#alias").fill(alias)
        pick(page, page.locator("#columns"), *columns)
        self.added(alias)

    def step(self, operator: str, name: str, *inputs: str) -> None:
        page = self.page
        part(page, "说明")  # nothing is selected, so that no input is there yet
        page.locator(".bench-shelf").get_by_role("button", name=operator, exact=True).click()
        page.locator("#name").fill(name)
        pick(page, page.locator("#inputs"), *inputs)
        self.added(name)

    def added(self, name: str) -> None:
        page = self.page
        page.locator(".ant-modal-title").click()
        page.locator(".ant-modal").get_by_role("button", name="加入").click()
        expect(page.locator(".ant-modal:visible")).to_have_count(0, timeout=SOON)
        expect(page.locator(".bench-box", has_text=name).first).to_be_visible()

    def fill(self, label: str, text: str) -> None:
        """A field, left when it is filled."""
        field = self.page.get_by_label(label, exact=True)
        field.fill(text)
        field.blur()
        quiet(self.page)

    def condition(self, text: str) -> None:
        self.page.get_by_role("button", name="按文字填写").first.click()
        self.fill("条件", text)

    def take(self, of: str, name: str, *texts: tuple[str, str]) -> None:
        """A new column, each expression by the label of its field."""
        self.page.get_by_label(f"新列名（{of}）").fill(name)
        self.page.get_by_role("button", name="加列").click()
        quiet(self.page)
        for label, text in texts:
            self.fill(label, text)

    def choose(self, label: str, *values: str) -> None:
        pick(self.page, self.page.get_by_label(label, exact=True), *values)
        quiet(self.page)

    def both(self, label: str, given: dict[str, str]) -> None:
        """A text in both languages."""
        for lang, said in (("zh", "中文"), ("en", "英文")):
            self.fill(f"{label} · {said}", given[lang])

    def day(self, label: str, value: object) -> None:
        field = self.page.get_by_label(label, exact=True)
        field.fill(str(value))
        field.press("Enter")
        quiet(self.page)

    def entry(self, label: str, n: int, fields: dict[str, str]) -> None:
        """The next entry of a list."""
        self.page.get_by_role("button", name=f"加{label}", exact=True).click()
        expect(self.page.get_by_text(f"{label} {n}", exact=True)).to_be_visible(timeout=SOON)
        quiet(self.page)
        for field, text in fields.items():
            self.fill(f"{label} {n} {field}", text)

    def outcome(self, clue: dict[str, Any]) -> None:
        """The sentences of the rules, and the reasons by which a clue ranks."""
        page = self.page
        for name, said in clue["rules"].items():
            page.get_by_label("新规则的名称", exact=True).fill(name)
            page.get_by_role("button", name="加新规则的名称").click()
            quiet(page)
            self.both(f"规则的说法 {name} 说法", said)
        page.get_by_label("按哪一列的数值分档").click()
        page.locator(".ant-select-dropdown:visible .ant-select-item-option", has_text=re.compile("^amount$")).click()
        quiet(page)
        bands = [one.split() for one in clue["risk"]["amount"]]
        for n, (least, level) in enumerate(bands, 1):
            if n > 1:
                page.get_by_role("button", name="加一档（风险 amount）").click()
                quiet(page)
            self.fill(f"风险 amount {n} 从多少起", least)
            self.choose(f"风险 amount {n} 等级", level)
        long = clue["risk"]["long"]
        page.get_by_label("新风险条件的名称", exact=True).fill("long")
        page.get_by_role("button", name="加新风险条件的名称").click()
        quiet(page)
        self.fill("风险 long 条件", long["when"])
        self.fill("风险 long 加减分", str(long["points"]))
        self.both("风险 long 说法", long["why"])


@pytest.mark.slow
def test_benefits_paid_to_the_dead_from_an_empty_canvas_fires_the_same_clues(visitor, desk, tmp_path):
    model = yaml.safe_load(files_of(P02)["model.yaml"])
    page = visitor.log_in("prosecutor")
    page.goto(f"{desk}/workshop")
    page.get_by_role("button", name="新建草稿").click()
    page.get_by_role("radio", name="从空白开始").check()
    page.locator("#model").fill("my-benefits-paid-to-the-dead")
    page.locator("#zh").fill("死亡人员冒领")
    page.locator("#en").fill("Paid to the dead")
    page.locator("#line").click()
    page.locator(".ant-select-dropdown:visible .ant-select-item-option", has_text="公益诉讼").click()
    page.get_by_role("button", name="开始").click()
    expect(page.get_by_text("还没有数据，从下面选一个。")).to_be_visible()
    build = Builder(page)
    lists = {"deaths": "死亡与殡葬登记", "pensions": "养老金发放", "benefits": "救助与补贴发放"}
    for alias, title in lists.items():
        need = model["needs"][alias]
        build.need(need["standard"], title, alias, [one for one in need["columns"] if one != "person"])
    part(page, "参数")
    for name, value in {"grace": "1 month", "burial_lag": "60 days"}.items():
        page.get_by_label("新参数的名称").fill(name)
        page.get_by_role("button", name="加参数").click()
        expect(page.get_by_label(f"{name} 值")).to_be_visible()
        build.fill(f"{name} 值", value)
        for lang, said in (("zh", "中文"), ("en", "英文")):
            build.fill(f"{name} 理由（{said}）", model["parameters"][name]["why"][lang])
    build.fill("burial_lag 允许范围 最大", "365")
    steps = model["steps"]
    build.step("筛选", "certain_deaths", "deaths")
    build.condition(steps["certain_deaths"]["where"])
    build.step("筛选", "regular_pensions", "pensions")
    build.condition(steps["regular_pensions"]["where"])
    for name, first in (("pension_after_death", "regular_pensions"), ("benefit_after_death", "benefits")):
        build.step("匹配", name, first, "certain_deaths")
        page.get_by_role("button", name="加一对列").click()
        build.choose("连接键 1 第一个输入的列", "person")
        page.get_by_role("button", name="加条件").click()
        build.choose("成对条件 1 列", "month")
        page.get_by_label("成对条件 1 比较").click()
        page.locator(".ant-select-dropdown:visible .ant-select-item-option", has_text=MORE).first.click()
        build.fill("成对条件 1 值", "month(died_on) + grace")
    build.step("合并", "payments", "pension_after_death", "benefit_after_death")
    each = "输出列 → 各输入的表达式"
    first, second = "pension_after_death", "benefit_after_death"
    build.take(each, "rule", (f"rule {first}", "'pension'"), (f"rule {second}", "'benefit'"))
    for name in ("person", "died_on", "month", "amount", "region"):
        build.take(each, name, (f"{name} {first}", name), (f"{name} {second}", name))
    for name in ("id_number", "name"):
        whose = f"certain_deaths.{name}"
        build.take(each, name, (f"{name} {first}", whose), (f"{name} {second}", whose))
    build.take(
        each, "paid_name", (f"paid_name {first}", "regular_pensions.name"), (f"paid_name {second}", "benefits.name")
    )
    build.step("筛选", "same_name", "payments")
    build.condition(steps["same_name"]["where"])
    build.step("分组汇总", "per_person", "same_name")
    build.choose("分组列", "person", "id_number", "rule")
    for name, text in steps["per_person"]["take"].items():
        build.take("新列 → 聚合", name, (f"{name} 的算法", text))
    build.fill("first 与 last 依据的列", "month")
    part(page, "线索")
    for label, value in (("来自哪一步", "per_person"), ("主体", "person"), ("管辖地", "region"), ("日期", "died_on"),
                         ("金额", "amount")):  # fmt: skip
        build.choose(label, value)
    build.choose("线索键", "id_number", "rule")
    build.fill("线索的一句话（中文）", model["clue"]["says"]["zh"])
    build.fill("线索的一句话（英文）", model["clue"]["says"]["en"])
    build.outcome(model["clue"])
    part(page, "说明")
    for title, key in (("监督点", "point"), ("问题", "problem")):
        for lang, said in (("zh", "中文"), ("en", "英文")):
            build.fill(f"{title} · {said}", model[key][lang])
    for n, one in enumerate(model["basis"], 1):
        build.entry("法律依据", n, {"法律名称": one["law"], "条号": str(one["article"])})
        build.day(f"法律依据 {n} 施行日", one["from"])
        if one["verified"]:
            page.get_by_label(f"法律依据 {n} 已核对条文").click()
            quiet(page)
        build.both(f"法律依据 {n} 要点", one["says"])
    for n, one in enumerate(model["traps"], 1):
        build.entry("已知误报", n, {})
        build.both(f"已知误报 {n} 说明", one)
        handled = one["handled"] if isinstance(one["handled"], list) else [one["handled"]]
        build.choose(f"已知误报 {n} 由什么处理", *handled)
        build.fill(f"已知误报 {n} 编号", one["id"])
    for n, one in enumerate(model["disposition"], 1):
        build.entry("处置", n, {})
        build.choose(f"处置 {n} 文书", one["document"])
        build.both(f"处置 {n} 发往何处", one["to"])
        build.both(f"处置 {n} 建议内容", one["asks"])
    expect(page.get_by_text("没有错误", exact=True)).to_be_visible(timeout=SOON)
    page.get_by_role("button", name="文件文字").click()
    page.get_by_role("button", name="加示例文件").click()
    quiet(page)
    page.get_by_label("文件", exact=True).click()
    page.locator(".ant-select-dropdown:visible .ant-select-item-option", has_text="examples/cases.yaml").click()
    expect(page.get_by_label("examples/cases.yaml 的文字")).to_contain_text("as_of")
    page.get_by_label("examples/cases.yaml 的文字").fill(files_of(P02)["examples/cases.yaml"].decode())
    page.get_by_role("button", name="保存文字").click()
    expect(page.locator(".bench-box", has_text="per_person")).to_contain_text("3 行", timeout=SOON)
    page.get_by_role("button", name="示例测试").click()
    page.get_by_role("button", name="运行示例").click()
    expect(page.get_by_text("示例全部通过")).to_be_visible(timeout=SOON)
    look(page, "built from nothing")
    made = downloaded(page)["model.yaml"].decode()
    assert same_clues(made, tmp_path)


def same_clues(made: str, folder: Path) -> bool:
    """The model that was built and the one that ships over the same lake."""
    from desk_parts import AS_OF, make_lake

    lake = make_lake(folder)
    told = []
    for model in (parse_model(made), parse_model(files_of(P02)["model.yaml"].decode())):
        run = run_model(lake, model, as_of=AS_OF, purpose="同一结果")
        columns = ("key", "subject", "place", "day", "amount", "says_zh", "level", "points")
        told.append(sorted(zip(*(run.clues.column(name).to_pylist() for name in columns), strict=True)))
    assert len(told[0]) == 12
    return bool(told[0] == told[1])
