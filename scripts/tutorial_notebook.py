"""Write `docs/tutorial.ipynb`, executed: `python scripts/tutorial_notebook.py`. A test runs it again and compares.

The cells stand here as text, so that they are linted, reviewed and changed like any other source.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parent.parent / "docs" / "tutorial.ipynb"

CELLS = [
    ("markdown", """\
# 从两份名册到一条可复验的线索 · From two lists to a clue that can be proved again

本笔记本从零做起：两个部门的文件、导入、运行一个监督模型、看佐证、复验、改一个字节再复验、写一个自己的模型。人物和证号都是虚构的。

From nothing: files of two agencies, intake, a shipped model, evidence, proof, one changed byte, and a model of your own. Every person is invented."""),
    ("code", """\
import tempfile
from datetime import date
from pathlib import Path

import mingjian as mj

folder = Path(tempfile.mkdtemp())
lake = mj.Lake.create(folder / "lake")"""),
    ("markdown", """\
## 1. 各部门交来的文件 · What the agencies deliver

死亡登记（Excel 导出的 GB18030 文本，标题行、几种日期写法）和养老金发放（UTF-8）。有一个证号校验码不对，有一个人没有死亡登记。

A register of deaths (GB18030, with a title line and several ways to write a day) and pension payments. One number has a wrong check digit."""),
    ("code", """\
deaths = \"\"\"某市殡葬登记表,,,,
姓名,身份证号,死亡日期,火化日期,行政区划
甲某,110105194803080413,2023.5.2,2023年5月4日,340102
乙某,11010519480308043X,2023-06-11,,340102
丙某,110105195001010011,二〇二三年七月一日,2023-07-03,340102
\"\"\"
months = [f"2023-{month:02d}" for month in range(4, 13)]
payments = "姓名,身份证号码,所属月份,发放金额,险种,行政区划\\n" + "".join(
    f"{name},{number},{month},{amount},城乡居民,340102\\n"
    for name, number, amount in [
        ("甲某", "110105194803080413", "1,200.50"),
        ("乙某", "11010519480308043x", "980"),
        ("丙某", "110105195001010012", "1500"),
        ("丁某", "110105195504040037", "1500"),
    ]
    for month in months
).replace(",1,200.50,", ',"1,200.50",')

(folder / "死亡登记.csv").write_bytes(deaths.encode("gb18030"))
(folder / "养老金.csv").write_text(payments, encoding="utf-8")
print(payments[:120])"""),
    ("markdown", """\
## 2. 导入：一条不丢 · Intake loses nothing

来源记录 = 接收 + 隔离 + 另列。列映射先建议、再确认；“数据覆盖”说明哪里、哪段时间的数据是完整的。

Source records = accepted + quarantined + set aside. The mapping is suggested, then confirmed; coverage says where and when the data is whole."""),
    ("code", """\
intake = mj.Intake(lake)
city = [mj.Coverage(region="340102", from_=date(2020, 1, 1), to=date(2024, 6, 30))]
for name, standard in [("死亡登记.csv", "death_record@1"), ("养老金.csv", "pension_payment@1")]:
    plan = intake.plan(folder / name, standard)
    for one in plan.suggestions:
        print(f"{one.column:14} ← {one.header}")
    made = intake.load(folder / name, mapping=plan, synthetic=True, coverage=city, extracted_on=date(2024, 6, 30))
    print(made.dataset, made.counts, "\\n")"""),
    ("markdown", """\
## 3. 运行一个监督模型 · Run a model

P02 死亡人员冒领养老金和救助补贴。没有导入救助补贴，用养老金一份数据即可看到模型要求什么；先看模型自己的说明。

P02 needs a third list, benefit payments. A refused run says what is missing and what to do."""),
    ("code", """\
model = mj.load_model(mj.shipped_models()["benefits-paid-to-the-dead"])
print(mj.explain(model, "zh")[:700])"""),
    ("code", """\
try:
    mj.run_model(lake, model, as_of=date(2024, 6, 30), purpose="教程")
except mj.RunRefused as refused:
    print(refused)"""),
    ("code", """\
(folder / "救助.csv").write_text("姓名,身份证号,补贴类别,发放月份,金额,行政区划\\n甲某,110105194803080413,低保,2023-04,600,340102\\n")
intake.load(folder / "救助.csv", "benefit_payment@1", synthetic=True, coverage=city, extracted_on=date(2024, 6, 30))
run = mj.run_model(lake, model, as_of=date(2024, 6, 30), purpose="教程")
ranked = mj.rank(mj.clues_of(run))
for one in ranked:
    print(one.clue.level, one.clue.points, one.clue.says_zh)
    print(" ", one.clue.says_en)
print("待定 undetermined:", {step: rows for step, rows in run.record.undetermined.items() if rows})"""),
    ("markdown", """\
丙某的证号校验码不对，既不算命中，也不算没有命中：他在**待定**里，附原因。甲某、乙某的证号写法不同（小写 x）仍然对得上。

丙某 is neither a hit nor a miss: his number is damaged, so he is *undetermined*. The lower-case x of 乙某 was repaired, and the repair is kept beside the value."""),
    ("markdown", "## 4. 佐证 · Evidence"),
    ("code", """\
first = ranked[0].clue
for table in mj.evidence_of(lake, run, [first.clue_id], clearance=4)[first.clue_id]:
    print(table.agency_zh, table.zh, "| 碰撞的列:", "、".join(c.zh for c in table.columns if c.collided))
    for row in table.rows[:3]:
        print("  ", [cell.zh if cell.raw is None else f"{cell.zh}（原值 {cell.raw}）" for cell in row.cells], row.file, row.line)"""),
    ("markdown", """\
## 5. 复验 · Proof

复验重新核对每一行佐证的散列并重新计算。改动数据文件里的一个字节，它会说出哪一行不同，或哪个行组无法读取。

A proof checks every witness row and computes the clue again. After one changed byte it says which row differs, or which row group cannot be read."""),
    ("code", """\
print(mj.prove(lake, first.clue_id).zh)
part = lake.file(lake.version("death_record").parts[0].path)
whole = part.read_bytes()
part.chmod(0o644)
part.write_bytes(whole[:60] + bytes([whole[60] ^ 1]) + whole[61:])
print(mj.prove(lake, first.clue_id).zh)
part.write_bytes(whole)
print(mj.prove(lake, first.clue_id).zh)"""),
    ("markdown", """\
## 6. 自己的模型 · A model of your own

模型是一个文件夹。写错时，一次列出全部错误：行、列、应为什么、最接近的名称。

A model is a folder. Mistakes are told all at once, with line, column, what was expected and the nearest name."""),
    ("code", """\
own = folder / "long-pensions"
own.mkdir()
text = \"\"\"\\
model: long-pensions
version: 1.0.0
title: {zh: 同月多次领取, en: More than one payment a month}
line: public_interest
point: {zh: 社保基金流失, en: Loss of social-insurance funds}
work: creative
problem: {zh: 同一人同一月多次领取养老金, en: One person is paid twice for one month}
basis:
  - {law: 中华人民共和国社会保险法, article: 88, from: 2011-07-01, verified: true}
needs:
  payments: {standard: pension_payment@1, columns: [person, id_number, name, month, amount, regoin]}
steps:
  twice:
    count: payments
    by: [person, month]
    day: first_day(month)
    at_least: two
clue:
  from: twice
  about: person
  key: [person, month]
  place: region
  says: {zh: "{name}一月多次领取", en: "{name} was paid more than once a month"}
\"\"\"
(own / "model.yaml").write_text(text, encoding="utf-8")
_, problems = mj.check_model(text)
for one in problems[:4]:
    print(f"{one.line}:{one.column} {one.zh} {one.nearest or ''}")"""),
    ("markdown", """\
接下来：[建模指南](modelling.md)、[算子](operators/index.md)、[语言参考](models-language.md)、`mingjian models test`。

Next: the [modeller's guide](modelling.md), the [operators](operators/index.md), the [language](models-language.md), and `mingjian models test`."""),
]  # fmt: skip


def notebook() -> Any:
    """The notebook without its outputs."""
    made = nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    )
    for number, (kind, text) in enumerate(CELLS):
        cell = nbformat.v4.new_markdown_cell(text) if kind == "markdown" else nbformat.v4.new_code_cell(text)
        cell.id = f"cell-{number}"
        made.cells.append(cell)
    return made


def executed() -> Any:
    """The notebook with its outputs."""
    made = notebook()
    NotebookClient(made, timeout=300, kernel_name="python3").execute()
    for cell in made.cells:
        cell.metadata = {}
    return made


def outputs(made: Any) -> list[str]:
    """The text each code cell wrote."""
    return ["".join(one.get("text", "") for one in cell.outputs) for cell in made.cells if cell.cell_type == "code"]


if __name__ == "__main__":
    NOTEBOOK.write_text(nbformat.writes(executed()) + "\n", encoding="utf-8")
