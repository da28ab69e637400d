"""What `--help` says of sentencing, in both languages."""

from __future__ import annotations

__all__ = ["SENTENCING"]

_FACTS = (
    "案件事实（YAML 或 JSON），或一次计算的记录",
    "facts of the case (YAML or JSON), or the record of a calculation",
)
_OWN = ("本院的参数文件夹，可多次", "an office's own folder of parameters; may be repeated")
_OUT = ("写入此文件", "write to this file")

SENTENCING: dict[str, tuple[str, str]] = {
    "sentencing": (
        "量刑计算：按指导意见逐步计算，每步写明依据；供参考，不是决定",
        "sentencing: the guideline's calculation step by step, each with its basis; advice, not a decision",
    ),
    "sentencing compute": (
        "计算刑期；未选定的保持为区间",
        "the term a case comes to; what is not chosen stays a range",
    ),
    "sentencing compute.facts": _FACTS,
    "sentencing compute.own": _OWN,
    "sentencing compute.out": (
        "把记录写入此 JSON 文件，可用 replay 重算",
        "write the record, which replay makes again",
    ),
    "sentencing explain": (
        "逐步说明，或写成量刑建议书草稿（html、docx、pdf）",
        "every step, or a draft of a sentencing proposal (html, docx, pdf)",
    ),
    "sentencing explain.facts": _FACTS,
    "sentencing explain.own": _OWN,
    "sentencing explain.form": ("格式：text、html、docx、pdf", "form: text, html, docx, pdf"),
    "sentencing explain.out": _OUT,
    "sentencing check": (
        "把拟建议的刑期与规则幅度、类案比较；两者之外才提示偏离",
        "hold a proposed term to the rule's range and to like cases; outside both it is a deviation",
    ),
    "sentencing check.facts": _FACTS,
    "sentencing check.months": ("拟建议的刑期（月）", "the proposed term in months"),
    "sentencing check.own": _OWN,
    "sentencing check.cases": (
        "判决书文件或文件夹，用作类案；不足十件不显示",
        "judgments, a file or folder, as like cases; fewer than ten are not shown",
    ),
    "sentencing replay": (
        "由记录重算：数字是否一致，参数是否已变",
        "make a calculation again from its record: whether the numbers are the same, which parameters changed",
    ),
    "sentencing replay.record": ("compute --out 写下的 JSON", "the JSON that compute --out wrote"),
    "sentencing replay.own": _OWN,
    "sentencing whatif": ("增减情节，看刑期差多少", "what a circumstance more or less does to the term"),
    "sentencing whatif.facts": _FACTS,
    "sentencing whatif.own": _OWN,
    "sentencing whatif.added": ("增加或改选的情节：surrender 或 surrender=30%", "a circumstance added or changed"),
    "sentencing whatif.removed": ("去掉的情节", "a circumstance taken away"),
    "sentencing whatif.crime": ("第几罪，从 1 起", "which crime, from 1"),
    "sentencing crimes": (
        "有哪些罪名的参数：完整、部分、缺",
        "the crimes there are parameters for: complete, partial, missing",
    ),
    "sentencing crimes.own": _OWN,
    "sentencing crimes.on": ("按哪一天，默认今天", "on which day; by default today"),
    "sentencing crimes.province": ("省份，区划代码前两位", "province, two digits of the region code"),
    "sentencing take": (
        "从起诉书、判决书取事实草稿：情节附原文位置，须人核对后才计",
        "a draft of facts from an indictment or judgment: circumstances with their places, to be confirmed",
    ),
    "sentencing take.document": ("文书文件", "the document"),
    "sentencing take.out": _OUT,
    "sentencing take.defendant": ("第几名被告人，从 1 起", "which defendant, from 1"),
    "sentencing parameters": ("量刑参数：有时效、有出处的值", "the parameters: dated values with sources"),
    "sentencing parameters list": ("列出全部参数", "every parameter"),
    "sentencing parameters list.own": _OWN,
    "sentencing parameters show": ("一项参数的各值", "the values of one parameter"),
    "sentencing parameters show.id": ("参数编号，如 circumstances.surrender", "the id, as circumstances.surrender"),
    "sentencing parameters show.own": _OWN,
    "sentencing parameters check": (
        "检查本院的参数文件夹：全部错误及其位置\n"
        "数据湖中有法律库的，一并核对各项依据的条文；条文不存在的，退出码为 1。",
        "read an office's own folder of parameters; every mistake with its place\nWhere the lake holds statutes the "
        "articles of every value are checked as well; one that does not exist ends with code 1.",
    ),
    "sentencing parameters check.folder": (
        "参数文件夹；不给则检查随附的参数",
        "folder of parameters; without one those that ship",
    ),
    "sentencing parameters schema": ("参数或事实文件的 JSON Schema", "the JSON Schema of parameters or facts"),
    "sentencing parameters schema.kind": ("nation、province 或 facts", "nation, province or facts"),
}
