"""Which kind of document a text is, told by its title, else its number, else the roles its heading names."""

from __future__ import annotations

import re
from typing import Literal

from mingjian.documents.found import Found
from mingjian.documents.text import Clean

__all__ = ["KINDS", "READ", "DocumentKind", "kind_of"]

DocumentKind = Literal[
    "criminal",
    "sentence_change",
    "civil",
    "administrative_case",
    "administrative_penalty",
    "indictment",
    "prosecution_paper",
    "arbitration",
    "unknown",
]
KINDS: dict[str, tuple[str, str]] = {
    "criminal": ("刑事裁判文书", "criminal judgments and rulings"),
    "sentence_change": ("减刑、假释、暂予监外执行文书", "documents on commutation, parole and serving outside prison"),
    "civil": ("民事、执行文书", "civil and enforcement documents"),
    "administrative_case": ("行政诉讼文书", "documents of administrative cases"),
    "administrative_penalty": ("行政处罚决定书", "administrative penalty decisions"),
    "indictment": ("起诉书", "indictments"),
    "prosecution_paper": ("其他检察文书", "other documents of the prosecution"),
    "arbitration": ("仲裁文书", "arbitral awards"),
    "unknown": ("不认识的文书", "unknown documents"),
}
READ = ("criminal", "civil", "indictment")
"""Kinds that are read; the others are told apart and reported, never read as something they are not."""

_HEAD = 700
_DOCUMENT = "(?:判决书|裁定书|调解书|决定书|制裁决定书|通知书)"
_TITLES: tuple[tuple[DocumentKind, re.Pattern[str]], ...] = (
    ("criminal", re.compile(rf"刑事(?:附带民事)?(?:公益诉讼)?(?:再审)?{_DOCUMENT}|(?:死刑|减刑|假释){_DOCUMENT}")),
    ("civil", re.compile(rf"民事(?:公益诉讼)?(?:再审)?{_DOCUMENT}|执行(?:实施)?{_DOCUMENT}|支付令")),
    (
        "administrative_case",
        re.compile(rf"行政(?:赔偿|公益诉讼|附带民事)?{_DOCUMENT}|国家赔偿决定书|(?<!处)赔偿决定书"),
    ),
    ("administrative_penalty", re.compile(r"处罚决定书|行政处理决定书|不予行政处罚决定书")),
    ("indictment", re.compile(r"(?<!不)起诉书")),
    (
        "prosecution_paper",
        re.compile(
            r"(?<!刑事附带民事)公益诉讼起诉书|抗诉书|不起诉决定书|检察建议书|量刑建议书|起诉意见书|(?:变更|追加|补充|撤回)起诉决定书"
        ),
    ),
    ("arbitration", re.compile(r"仲裁(?:裁决|调解|决定)书|裁决书|仲裁委员会")),
)
# A sentence being served is changed: never read as a sentence passed.
_CHANGES = re.compile(
    r"[）〕][^（）〔〕。，：]{1,14}?(?:刑更|刑执|刑减|刑假|减字|假字)[^（）〔〕。，：]{0,10}?号"
    r"|(?:罪犯|执行机关)[^。]{2,60}。[^。]{0,400}?(?:提请|建议|提出|予以|裁定)[^。]{0,20}(?:减刑|假释|暂予监外执行)"
)
_NUMBERS: tuple[tuple[DocumentKind, re.Pattern[str]], ...] = (
    ("criminal", re.compile(r"刑")),
    ("civil", re.compile(r"民|执|破|财保|调解|诉前")),
    ("administrative_case", re.compile(r"行|赔")),
    ("administrative_penalty", re.compile(r"罚")),
    ("prosecution_paper", re.compile(r"检")),
)
_NUMBER = re.compile(r"[（〔][0-9〇零一二三四五六七八九]{4}[）〕](?P<rest>[^（）〔〕。，：]{1,24}?号)")
_AGENCY = re.compile(
    r"(?:被告|被申请人|被上诉人)[：]?[^。；，]{2,24}?(?:局|人民政府|(?<!村民)(?<!居民)(?<!业主)(?<!工会)(?<!社区)委员会|管理处|大队|街道办事处)(?=[，。；])"
)
_ROLES: tuple[tuple[DocumentKind, re.Pattern[str]], ...] = (
    ("indictment", re.compile(r"被告人[\s\S]{2,600}?(?:向(?:本院|我院)移送(?:审查)?起诉|移送(?:本院|我院)审查起诉)")),
    ("criminal", re.compile(r"公诉机关|(?<!附带民事诉讼)被告人|罪犯|自诉人|犯罪嫌疑人")),
    (
        "civil",
        re.compile(r"(?:原告|上诉人|再审申请人|申请执行人|申请人)[\s\S]{2,600}?(?:被告|被上诉人|被申请人|被执行人)"),
    ),
)


def kind_of(text: str, case_number: str = "") -> Found[str]:
    """The kind of the document with the span that tells it; ``unknown`` where nothing in its heading does.

    ``case_number`` is one known beside the text: it tells the kind where no title does.
    """
    clean = Clean(text[: 4 * _HEAD])
    head = clean.text[:_HEAD]
    stop = re.search(r"。|公诉机关|原告|上诉人|申请人|被执行人|被处罚人|当事人", head)
    title = head[: stop.start() if stop else 120]
    hits = [(m.start(), kind, m) for kind, pattern in _TITLES for m in pattern.finditer(title)]
    if hits:  # the last title line is the document's own; a longer title wins over one inside it
        at, kind, match = max(hits, key=lambda hit: (hit[2].end(), -hit[0]))
        changes = kind == "criminal" and _CHANGES.search(head)
        return clean.found("sentence_change" if changes else kind, at, match.end())
    number = _NUMBER.search(title)
    beside = case_number.partition("）")[2] or case_number
    for kind, pattern in _NUMBERS:
        if number and pattern.search(number["rest"]):
            return clean.found(kind, *number.span(), 0.9)
        if not number and pattern.search(beside):
            return Found[str](value=kind, sure=0.9)
    for kind, pattern in _ROLES:
        match_ = pattern.search(head)
        if match_:
            agency = kind == "civil" and _AGENCY.search(head)
            return clean.found("administrative_case" if agency else kind, *match_.span(), 0.5 if agency else 0.7)
    return Found[str](value="unknown", sure=0.5)
