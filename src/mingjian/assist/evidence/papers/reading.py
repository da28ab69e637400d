"""A text → its papers, each read by the grammar of its kind; what such a paper should tell and does not is told."""

from __future__ import annotations

from collections.abc import Callable

from mingjian.assist.evidence.papers import custody, expert, filing, procedures, questioning, standing
from mingjian.assist.evidence.papers.page import Page
from mingjian.assist.evidence.papers.paper import Lack, Paper
from mingjian.assist.evidence.papers.titles import line_of, split

__all__ = ["GRAMMARS", "LARGEST", "read_papers"]

LARGEST = 2_000_000
"""Characters of one file of papers; a longer one is no paper of a case."""

GRAMMARS: dict[str, Callable[[Page, Paper], None]] = {
    "register": filing.register, "filing": filing.filing, "accusing": filing.accusing,
    "interrogation": questioning.interrogation, "inquiry": questioning.inquiry,
    "detention": custody.detention, "arrest": custody.arrest, "bail": custody.bail,
    "warrant": procedures.warrant, "search": procedures.search, "seizure_decision": procedures.seizure_decision,
    "seizure": procedures.seizure, "notice": expert.notice, "price": expert.price, "expert": expert.expert,
    "weighing": procedures.weighing, "sampling": procedures.sampling, "blood": procedures.blood,
    "lineup": procedures.lineup, "scene": procedures.scene, "extraction": procedures.extraction,
    "household": standing.household, "record": standing.record, "course": standing.course,
}  # fmt: skip

_WANTED: dict[str, tuple[str, ...]] = {
    "interrogation": ("person", "from", "to", "place", "officers", "checked", "rights_told", "text"),
    "inquiry": ("person", "from", "to", "place", "officers", "checked", "rights_told", "text"),
    "detention": ("person", "from"), "arrest": ("person", "from"), "bail": ("person", "from"),
    "search": ("at", "place", "officers", "witnesses"), "seizure": ("at", "officers", "items", "holder_signed"),
    "weighing": ("at", "officers", "items", "quantity"), "sampling": ("at", "officers", "items"),
    "lineup": ("at", "officers", "person", "shown"), "scene": ("at", "place", "officers"),
    "extraction": ("at", "officers", "hash"), "expert": ("on", "examiners", "signed"),
    "price": ("on", "value", "base_day"), "accusing": ("from", "place", "suspects"),
}  # fmt: skip
_WORDS: dict[str, tuple[str, str]] = {
    "person": ("姓名", "the person's name"), "from": ("起的时间", "when it began"), "to": ("止的时间", "when it ended"),
    "place": ("地点", "the place"), "officers": ("办案人员", "the officers"), "checked": ("本人核对、签名", (
        "read and signed by the person"
    )),
    "rights_told": ("权利义务告知", (
        "that rights were told"
    )), "text": ("问答", "questions and answers"), "at": ("时间", "the time"),
    "witnesses": ("见证人", "witnesses"), "items": ("物品名称", "the things"), "holder_signed": ("持有人签名", (
        "the holder's signature"
    )),
    "quantity": ("数量", "the quantity"), "shown": ("辨认对象总数", (
        "how many were shown"
    )), "hash": ("完整性校验值", "the hash"),
    "on": ("出具日期", "the day of the opinion"), "examiners": ("鉴定人", "the examiners"), "signed": ("鉴定人签名", (
        "signatures of the examiners"
    )),
    "value": ("数值", "the value"), "base_day": ("基准日", (
        "the day of the price"
    )), "suspects": ("犯罪嫌疑人", "the suspects"),
}  # fmt: skip


def read_papers(text: str) -> list[Paper]:
    """The papers of a text with what was read of each. Empty where no line of it is the title of a known paper."""
    if len(text) > LARGEST:
        return []
    found: list[Paper] = []
    for grammar, paper in split(text):
        page = Page(paper.text)
        GRAMMARS[grammar](page, paper)
        paper.lacks += [_misread(paper, page, at) for at in page.missed]
        paper.lacks += _absent(paper, grammar)
        found.append(paper)
    return found


def _misread(paper: Paper, page: Page, at: int) -> Lack:
    line = paper.line + line_of(paper.text, page.clean.span(min(at, max(len(page.text) - 1, 0)), at)[0]) - 1
    said = page.text[max(0, at - 8) : at].rstrip("：_")
    behind = page.text[at : at + 12]
    return Lack(line, f"“{said}”后的“{behind}”读不出", f"what stands behind '{said}' ('{behind}') cannot be read")


def _absent(paper: Paper, grammar: str) -> list[Lack]:
    wanted = _WANTED.get(grammar, ())
    drafts = [one for one in paper.drafts if one.into not in ("claims", "items", "documents", "samples")]
    return [
        Lack(
            paper.line, f"{paper.title}：没有读出{_WORDS[key][0]}", f"{paper.title}: {_WORDS[key][1]} could not be read"
        )
        for key in wanted
        if not any(key in one.said for one in drafts)
    ]
