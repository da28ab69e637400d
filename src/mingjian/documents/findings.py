"""Where a judgment tells the facts the court itself found, and how many acts and how much money it finds."""

from __future__ import annotations

import re

from mingjian.documents.indictment.retold import STOP, shared_facts, spans
from mingjian.documents.model import Defendant
from mingjian.documents.scale import scale
from mingjian.documents.sections import Sections, Span
from mingjian.documents.text import Clean

_FOUND = re.compile(
    r"(?:经|现经|本院经)(?:法庭|本院|开庭|依法|公开|庭审)*(?:审理|庭审|审判)*(?:审理)?查明(?:认定)?(?!的)[，：；]?|本院(?:依法)?(?:审理)?查明(?!的)[，：；]?"
)
_SAME = re.compile(
    r"(?:查明|认定)(?:的|上述)?(?:犯罪)?(?:的)?(?:事实)?(?:、证据)?(?:和证据)?[^。；]{0,30}?(?:与|同)[^。；]{0,20}?(?:指控|起诉书)[^。；]{0,24}?(?:一致|相符|相同)"
    r"|(?:指控|起诉书)[^。；]{0,30}?(?:与|同)[^。；]{0,14}查明[^。；]{0,14}(?:一致|相同|相符)"
)
_EVIDENCE = re.compile(
    r"(?:上述|以上|前述)(?:犯罪)?(?:的)?事实[，]?(?:有|由|被告|均|经|清楚|，|且|业)|(?:认定|证明|证实)(?:上述|以上)(?:犯罪)?(?:的)?事实|(?:另|又|还)(?:经)?(?:审理)?查明|公诉(?:机关|人)[^。；，]{0,10}(?:提供|提交|出示|宣读|举示)"
)


def found_scale(clean: Clean, parts: Sections, people: list[Defendant]) -> None:
    """Fill what the court finds of acts and money where this court tells its own facts."""
    where = None if parts.second else court_facts(clean.text, parts)
    if where is None:
        return
    names = [person.name.value for person in people]
    for person, name in zip(people, names, strict=True):
        told = scale(clean.text, *where, names, name)
        person.act_count = clean.found(*told.acts) if told.acts else None
        person.amount = clean.found(*told.amount) if told.amount else None


def court_facts(text: str, parts: Sections) -> Span | None:
    """The court's own narration; the prosecution's where both are told in one, or the court finds the same."""
    start, end = parts.body
    if shared_facts(text, parts) or _SAME.search(text, start, end):
        told, _ = spans(text, parts)
        return told if told[0] < told[1] else None
    match = _FOUND.search(text, start, end)
    if match is None:
        return None
    stops = [m.start() for m in (p.search(text, match.end(), end) for p in (_EVIDENCE, STOP)) if m]
    return match.end(), min(stops, default=end)
