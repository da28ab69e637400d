"""What `--help` says of advice on charges, in both languages."""

from __future__ import annotations

__all__ = ["CHARGE"]

_FILE = ("文字材料：txt、docx、html、pdf；- 为标准输入", "a text: txt, docx, html, pdf; - is the standard input")
_ON = ("行为日，如 2020-05-01：使用当时的罪名和刑罚幅度", "day of the act, as 2020-05-01: names and penalties of then")

CHARGE: dict[str, tuple[str, str]] = {
    "charge": (
        "罪名与法条提示：文字说明了哪些要件、缺哪些、与哪些罪名易混；只作提示，不下结论",
        "advice on charges: which elements a text tells, which it lacks, what it is taken for; advice, no conclusion",
    ),
    "charge advise": (
        "读一份材料，提示可能的罪名及其依据\n说不准时如实说“无法判断”及原因，不给默认罪名。",
        "charges a text may tell, and why\nWhere it cannot be told it says so with the reason; there is no default.",
    ),
    "charge advise.file": _FILE,
    "charge advise.on": _ON,
    "charge advise.weights": ("本单位训练的权重（charge train 的结果）", "weights an office trained (charge train)"),
    "charge advise.province": ("按哪个省的数额标准定幅度，如 34", "whose thresholds choose the tier, as 34"),
    "charge advise.own": ("本单位量刑参数所在文件夹，可多次", "a folder of own sentencing parameters, more than once"),
    "charge articles": (
        "罪名已定时涉及的刑法条文：罪名条文和事实所示的总则条文",
        "articles for given charges: their own, and those of the general part that the facts show",
    ),
    "charge articles.file": _FILE,
    "charge articles.charge": ("罪名，可多次", "a charge, more than once"),
    "charge articles.on": _ON,
    "charge amounts": (
        "读出金额并合计，说明计入、未计入和不确定的",
        "amounts and their sum: what counts, what does not, what is uncertain",
    ),
    "charge amounts.file": _FILE,
    "charge confusable": (
        "易混淆的罪名及区分的关键",
        "charges taken for each other, and what decides between them",
    ),
    "charge confusable.name": ("只看这个罪名", "only this charge"),
    "charge train": (
        "用本单位的材料训练权重：文件夹中的 .jsonl，每行 text 和 charges\n"
        "文件中不含原文；随附说明卡：数量、摘要、留出部分的成绩。",
        "train weights on an office's own texts: .jsonl files with text and charges a line\n"
        "The file holds no text; its card tells number, digest and figures on texts held out.",
    ),
    "charge train.folder": ("材料文件夹", "folder of the texts"),
    "charge train.out": ("写入的权重文件", "file of weights to write"),
    "charge train.on": ("写在说明卡上的日期，默认今天", "date on the card, today by default"),
    "charge card": ("显示权重文件的说明卡", "the card of a file of weights"),
    "charge card.file": ("权重文件", "file of weights"),
}
