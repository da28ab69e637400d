"""Texts of the paragraphs of a law through its amendments, as far as the amendments tell them.

From the text now in force and the amendments (lists of `将刑法第X条…修改为`, `后增加一条`, `增加一款`, `删去`)
follows, for every paragraph, what it said from which day to which day. What a paragraph said before the first
amendment that touched it is not in these sources: that time is left empty, not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from mingjian.law.articles import parse_code
from mingjian.law.numerals import NUMERAL, parse_int

Key = tuple[int, int]
_ARTICLE = rf"第{NUMERAL}+条(?:之{NUMERAL}+)?"
_ENTRY = re.compile(r"^[一二三四五六七八九十]{1,4}、", re.MULTILINE)
_ADDED = re.compile(rf"后增加[一二三四五六七八九十两]+条，?作为((?:{_ARTICLE}[、和]?)+)")
_WHOLE = re.compile(rf"将(?:刑法)?({_ARTICLE})修改为")
_PART = re.compile(rf"将(?:刑法)?({_ARTICLE})((?:第{NUMERAL}+款[、和]?)+)(?:第[（(]?{NUMERAL}+[）)]?项)?.{{0,20}}?修改")
_INSERTED = re.compile(
    rf"在(?:刑法)?({_ARTICLE})(?:中|第{NUMERAL}+款后)?增加[一二三两]款，?作为((?:第{NUMERAL}+款[、和]?)+)"
)
_DELETED = re.compile(rf"删去(?:刑法)?({_ARTICLE})(第{NUMERAL}+款)?")
_PARAGRAPH = re.compile(rf"第({NUMERAL}+)款")


@dataclass(frozen=True)
class Text:
    """What a paragraph says between `start` and `end` (closed, null is still); `paragraph` counts from 1.

    An empty text: the paragraph stood then, but these sources do not say with which words.
    """

    article: Key
    paragraph: int
    start: date
    end: date | None
    text: str
    source: str


@dataclass(frozen=True)
class _Event:
    """An amendment touches an article: `texts` by paragraph; a null text is told nowhere.

    `whole` replaces the article, `new` makes it. `shifts_from`: a paragraph was put in (or `deleted`) there, so that
    those behind it have other numbers since.
    """

    day: date
    source: str
    whole: bool
    texts: Mapping[int, str | None]
    new: bool = False
    shifts_from: int | None = None
    deleted: bool = False

    def has(self, paragraph: int) -> bool:
        """Whether there is such a paragraph after it: an article made anew has those it is told with."""
        return not self.whole or paragraph in self.texts

    def touches(self, paragraph: int) -> bool:
        """Whether the paragraph of that number is another one since."""
        if self.whole or paragraph in self.texts:
            return True
        return self.shifts_from is not None and paragraph > self.shifts_from


@dataclass(frozen=True)
class Amendment:
    """An amendment: its name, the day it came into force, its text."""

    name: str
    day: date
    text: str


def paragraphs(article_text: str) -> list[str]:
    """The paragraphs (款) of an article; its items （一）… belong to the paragraph before them."""
    found: list[str] = []
    for line in article_text.split("\n"):
        if found and re.match(rf"^[（(]{NUMERAL}+[）)]", line.strip()):
            found[-1] += "\n" + line.strip()
        elif line.strip():
            found.append(line.strip())
    return found


def history(present: Mapping[Key, str], amendments: Iterable[Amendment], since: date) -> Iterator[Text]:
    """Every known text of every paragraph, article by article. `since`: the day the law came into force."""
    events: dict[Key, list[_Event]] = {}
    for amendment in sorted(amendments, key=lambda one: one.day):
        for key, event in _events(amendment):
            events.setdefault(key, []).append(event)
    for key in sorted(present.keys() | events.keys()):
        now = paragraphs(present[key]) if key in present else []
        yield from _article(key, now, events.get(key, []), since)


def _article(key: Key, now: list[str], events: list[_Event], since: date) -> Iterator[Text]:
    count = max([len(now), *(n for event in events for n in event.texts)], default=0)
    for n in range(1, count + 1):
        touching = [event for event in events if event.touches(n)]
        first = touching[0] if touching else None
        appended = first is not None and first.shifts_from == n and len(now) <= n and not first.deleted
        changes = [(e.day, e.source, e.texts.get(n), e.has(n)) for e in touching]
        if not (first and first.new) and not appended:
            changes.insert(0, (since, "刑法（1997年）", None, True))
        for at, (day, source, text, there) in enumerate(changes):
            last = at + 1 == len(changes)
            end = None if last else changes[at + 1][0] - timedelta(days=1)
            if not last and there:
                yield Text(key, n, day, end, text or "", source)
            elif last and n <= len(now):
                yield Text(key, n, day, end, now[n - 1], source)


def told(amendment: Amendment) -> Iterator[tuple[Key, str]]:
    """The words of paragraphs an amendment gives: article and text."""
    for key, event in _events(amendment):
        for text in event.texts.values():
            if text:
                yield key, text


def unread(amendment: Amendment) -> set[Key]:
    """Articles an amendment changes in a way not read here (an item put in, an entry of another form)."""
    found: set[Key] = set()
    for entry in _entries(amendment):
        named = re.search(_ARTICLE, _split(entry)[0])
        if named and not any(True for _ in _entry(entry, amendment)):
            found.add(parse_code(named[0]))
    return found


def _entries(amendment: Amendment) -> Iterator[str]:
    """The numbered entries; an amendment of one article has a single one, without a number."""
    text = amendment.text.replace(" ", "").replace("\u3000", "")
    cuts = [found.start() for found in _ENTRY.finditer(text)] or [0]
    for begin, end in pairwise([*cuts, len(text)]):
        yield text[begin:end]


def _events(amendment: Amendment) -> Iterator[tuple[Key, _Event]]:
    for entry in _entries(amendment):
        yield from _entry(entry, amendment)


def _entry(entry: str, amendment: Amendment) -> Iterator[tuple[Key, _Event]]:
    head, quoted = _split(entry)

    def event(
        whole: bool,
        texts: Mapping[int, str | None],
        new: bool = False,
        shifts_from: int | None = None,
        deleted: bool = False,
    ) -> _Event:
        return _Event(amendment.day, amendment.name, whole, texts, new, shifts_from, deleted)

    if added := _ADDED.search(head):
        for key, lines in _new_articles(re.findall(_ARTICLE, added[1]), quoted):
            yield key, event(True, dict(enumerate(paragraphs("\n".join(lines)), 1)), new=True)
    elif whole := _WHOLE.search(head):
        yield parse_code(whole[1]), event(True, dict(enumerate(paragraphs("\n".join(quoted)), 1)))
    elif (inserted := _INSERTED.search(head)) and "该条修改为" in head:
        yield parse_code(inserted[1]), event(True, dict(enumerate(paragraphs("\n".join(quoted)), 1)))
    elif inserted:
        texts = _numbered(inserted[2], quoted)
        yield parse_code(inserted[1]), event(False, texts, shifts_from=max(texts))
    elif part := _PART.search(head):
        yield parse_code(part[1]), event(False, _numbered(part[2], quoted))
    elif deleted := _DELETED.search(head):
        numbers = _PARAGRAPH.findall(deleted[2] or "")
        touched: dict[int, str | None] = {parse_int(n) or 0: None for n in numbers}
        yield parse_code(deleted[1]), event(not numbers, touched, shifts_from=max(touched, default=None), deleted=True)


def _split(entry: str) -> tuple[str, list[str]]:
    """The order and the new text; quotation marks open every paragraph of it and close only the last."""
    head, _, rest = re.sub(r"[“\"]", "“", entry).partition("“")
    lines = [re.sub(r"[”“][。；]?$", "", line.strip().lstrip("“")) for line in rest.split("\n")]
    return head, [line for line in lines if line]


def _numbered(named: str, quoted: list[str]) -> dict[int, str | None]:
    numbers = [parse_int(n) or 0 for n in _PARAGRAPH.findall(named)]
    texts: list[str | None] = list(paragraphs("\n".join(quoted)))
    texts += [None] * (len(numbers) - len(texts))
    return dict(zip(numbers, texts, strict=False))


def _new_articles(names: list[str], quoted: list[str]) -> Iterator[tuple[Key, list[str]]]:
    if len(names) == 1:
        yield parse_code(names[0]), [re.sub(rf"^{names[0]}", "", line) for line in quoted]
        return
    lines: dict[str, list[str]] = {}
    current = ""
    for line in quoted:
        start = re.match(_ARTICLE, line)
        if start and start[0] in names:
            current, line = start[0], line[start.end() :]
        if current:
            lines.setdefault(current, []).append(line)
    for name, found in lines.items():
        yield parse_code(name), found
