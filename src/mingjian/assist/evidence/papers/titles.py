"""Which papers a text holds: a title on a line of its own begins one, and names its kind.

A title may be broken over two lines, spaced out, or stand below the name of the office that made it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

from mingjian.assist.evidence.papers.paper import Paper

__all__ = ["TITLES", "split"]

TITLES: dict[str, tuple[str, str]] = {
    "register": (r"(?:受案|接受(?:刑事)?案件|接报案|接处警)登记表", "case_receipt"),
    "filing": (r"立案决定书", "filing_decision"),
    "accusing": (r"起诉意见书|提请批准逮捕书", "transfer_opinion"),
    "interrogation": (r"讯问笔录", "interrogation"),
    "inquiry": (r"询问笔录", "witness_statement"),
    "detention": (r"拘留证|拘留通知书", "detention_papers"),
    "arrest": (r"逮捕证|逮捕通知书", "arrest_papers"),
    "bail": (r"取保候审(?:决定书|执行通知书)|监视居住(?:决定书|执行通知书)", "bail_papers"),
    "warrant": (r"搜查证", "other_paper"),
    "search": (r"(?:人身)?搜查笔录", "search_record"),
    "seizure_decision": (r"(?:扣押|查封|调取证据)(?:决定书|通知书)", "seizure_decision"),
    "seizure": (r"扣押(?:物品|财物|物品、文件)?(?:清单|笔录|笔录及清单)", "seizure_record"),
    "notice": (r"鉴定意见通知书", "notice_of_opinion"),
    "price": (r"价格(?:认定结论|鉴定意见|鉴定结论)书", "price_opinion"),
    "expert": ((
        r"[^，。：]{0,18}?(?:鉴定书|鉴定意见书|鉴定意见|鉴定文书|检验报告|检验鉴定报告|鉴定报告)"
    ), "data_opinion"),
    "weighing": (r"(?:毒品)?称量笔录", "weighing_record"),
    "sampling": (r"(?:毒品)?(?:取样|提取检材)笔录", "sampling_record"),
    "blood": (r"(?:当事人)?血样提取(?:登记表|笔录)", "blood_register"),
    "lineup": (r"辨认笔录", "identification_record"),
    "scene": (r"(?:现场)?(?:勘验|勘查|检查|勘验检查)(?:检查)?笔录", "scene_record"),
    "extraction": (r"(?:电子数据)?(?:现场)?提取(?:固定)?笔录", "extraction_record"),
    "household": (r"户籍证明|常住人口(?:基本|登记|详细)?(?:信息|证明)|人口信息(?:查询)?表", "household"),
    "record": (r"(?:违法犯罪|前科)(?:记录|经历|情况)?(?:证明|查询|查询结果|说明)", "criminal_record"),
    "course": (r"(?:到案|抓获|归案)(?:经过|情况)(?:说明)?", "arrest_course"),
}  # fmt: skip
"""Grammar → how its title is written, and the kind of material. The first that fits is taken."""

_TITLE = [(name, re.compile(rf"(?:{words})(?:[（(][^（）()]{{1,16}}[）)])?")) for name, (words, _) in TITLES.items()]
_OFFICE = r"[\u4e00-\u9fff]{2,30}(?:局|分局|派出所|支队|大队|检察院|鉴定所|鉴定中心|中心|医院|所)"
_ABOVE = re.compile(rf"{_OFFICE}|[（(]?(?:副本|正本|存根|此联附卷|第[一二三四五\d]联)[）)]?")
_BEFORE = re.compile(rf"(?:{_OFFICE})?(?:第[\d一二三四五六七八九十]+次)?")
_LONGEST = 44
"""Characters of a title line, at most."""


def split(text: str) -> list[tuple[str, Paper]]:
    """The papers of a text, each with the name of its grammar. What stands before the first title is no paper."""
    lines = text.splitlines(keepends=True)
    begins = [0]
    for line in lines:
        begins.append(begins[-1] + len(line))
    heads = _heads(lines)
    found: list[tuple[str, Paper]] = []
    for place, (at, grammar, title) in enumerate(heads):
        first = _above(lines, at, heads[place - 1][0] if place else -1)
        end = begins[_above(lines, heads[place + 1][0], at)] if place + 1 < len(heads) else len(text)
        paper = Paper(TITLES[grammar][1], title, text[begins[first] : end], begins[first], first + 1)
        found.append((grammar, paper))
    return found


def line_of(text: str, position: int) -> int:
    """The line of a position, from 1."""
    ends = [one.end() for one in re.finditer("\n", text)]
    return bisect_right(ends, position) + 1


def _heads(lines: list[str]) -> list[tuple[int, str, str]]:
    found: list[tuple[int, str, str]] = []
    for at, line in enumerate(lines):
        bare = _bare(line)
        here = _named(bare)
        if here is None and bare and len(bare) <= 8 and at + 1 < len(lines) and 0 < len(_bare(lines[at + 1])) <= 8:
            here = None if _named(_bare(lines[at + 1])) else _named(bare + _bare(lines[at + 1]))
        if here is not None:
            found.append((at, *here))
    return found


def _named(bare: str) -> tuple[str, str] | None:
    if not 3 <= len(bare) <= _LONGEST:
        return None
    for name, title in _TITLE:
        before = _BEFORE.match(bare)
        for start in sorted({0, before.end() if before else 0}):
            if title.fullmatch(bare, start):
                return name, bare[start:]
        tail = re.compile(rf"{_OFFICE}(?P<it>{title.pattern})").fullmatch(bare)
        if tail:
            return name, tail["it"]
    return None


def _bare(line: str) -> str:
    return re.sub(r"[\s#*_=\-|]+", "", unicodedata.normalize("NFKC", line))


def _above(lines: list[str], at: int, last: int) -> int:
    """The line of an office's name right above a title belongs to the paper below."""
    first = at
    while first - 1 > last and (not _bare(lines[first - 1]) or _ABOVE.fullmatch(_bare(lines[first - 1]))):
        first -= 1
    return first
