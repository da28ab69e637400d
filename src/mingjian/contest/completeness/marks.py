"""What must not leave an office in a work: marks of secrecy, and numbers that identify real people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingjian.contest.completeness.finding import Finding
from mingjian.models.made_up import NO_REGION
from mingjian.standards.identifiers import person_id
from mingjian.standards.results import Tri

__all__ = ["mark_findings"]

_SECRET = re.compile(
    r"(?:绝\s{0,3}密|机\s{0,3}密|秘\s{0,3}密)\s*[★☆\*＊▲]|密\s?级\s*[:：]\s*(?:绝密|机密|秘密)|(?:内部资料|工作秘密)\s*[★☆]"
)
_NUMBER = re.compile(r"(?<![0-9A-Za-z])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<![0-9A-Za-z])1[3-9][0-9]{9}(?![0-9A-Za-z])")
_MOST = 20


def mark_findings(name: str, text: str) -> Iterator[Finding]:
    """Marks and numbers of a text, each with its line. A made-up number has a region that does not exist."""
    for match in _first(_SECRET, text):
        zh = f"有密级标志“{match[0].strip()}”，涉密材料不得参赛"
        en = f"a mark of secrecy, '{match[0].strip()}': secret material may not be entered"
        yield Finding("secrecy", "error", zh, en, name, _line(text, match))
    for match in _first(_NUMBER, text):
        number = match[0].upper()
        if person_id.check(number).state is Tri.USABLE and not number.startswith(NO_REGION):
            shown = f"{number[:3]}…{number[-2:]}"
            zh, en = (
                f"疑似真实身份证号 {shown}，请换成虚构号码",
                f"what may be a real identity number, {shown}: use a made-up one",
            )
            yield Finding("identity_number", "error", zh, en, name, _line(text, match))
    for match in _first(_MOBILE, text):
        shown = f"{match[0][:3]}…{match[0][-2:]}"
        zh, en = f"疑似手机号 {shown}", f"what looks like a mobile number, {shown}"
        yield Finding("telephone", "warning", zh, en, name, _line(text, match))


def _first(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    return [match for match, _ in zip(pattern.finditer(text), range(_MOST), strict=False)]


def _line(text: str, match: re.Match[str]) -> str:
    return str(text.count("\n", 0, match.start()) + 1)
