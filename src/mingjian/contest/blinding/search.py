"""Every place of a text where the roster stands, sure or doubtful, with the words that take its place.

What takes a name's place says only what stood there, never how long it was, nor how many stood side by side.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mingjian.contest.blinding.folding import Folded, fold, fold_word
from mingjian.contest.blinding.readings import readings
from mingjian.contest.blinding.roster import Roster, office_forms, place_forms

__all__ = ["KINDS", "WORDS", "Hit", "Searcher"]

WORDS = {
    "person": "某某",
    "office": "某检察院",
    "place": "某地",
    "contact": "某联系方式",
    "number": "某编号",
    "other": "某名称",
}
"""What stands for each kind: words a program's names may hold too."""
LATIN = "someone"
"""What stands for a name in letters."""
KINDS: dict[str, tuple[str, str]] = {
    "word": ("两个字的姓名，也可能是别的词", "a name of two signs that may be another word"),
    "surname": ("姓氏加称谓", "a family name with a title"),
    "place": ("名册中某院所在地，也可能出自法规或机关名称", "the place of an office, or part of a title"),
    "office": ("可能是某院的简称", "may be the short form of an office"),
    "reading": ("姓名的拼音，也可能是别的词", "a name in letters that may be another word"),
    "broken": ("跨行、跨单元格的姓名", "a name broken over lines or cells"),
}  # fmt: skip
"""Kinds of doubt, for people."""

_TITLES = (
    "副检察长", "检察长", "检察官", "书记员", "副主任", "主任", "科长", "处长", "局长", "部长", "组长", "庭长", "同志",
    "老师", "助理", "专委", "检委",
)  # fmt: skip
_EMAIL = re.compile(
    r"[A-Za-z0-9０-９Ａ-Ｚａ-ｚ._%+\-]{1,64}[@＠][A-Za-z0-9Ａ-Ｚａ-ｚ０-９\-]{1,63}(?:[.．][A-Za-z0-9Ａ-Ｚａ-ｚ\-]{1,63}){1,4}"
)
_MOBILE = re.compile(r"(?<![0-9A-Za-z])(?:\+?86[\s\-]?)?1[3-9][0-9](?:[\s\-]?[0-9]{4}){2}(?![0-9A-Za-z])")
_LANDLINE = re.compile(r"(?<![0-9A-Za-z])(?:0[0-9]{2,3}[\s\-]|[(（]0[0-9]{2,3}[)）]\s?)[2-9][0-9]{6,7}(?![0-9A-Za-z])")
_BETWEEN = re.compile(r"[\s、,，/;；和与及&]{0,4}")
_RUN = re.compile(r"[\r\n\t|]")
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Hit:
    """A place from `start` to `end` (excluded). `words` take its place; `doubt`: a kind of KINDS, "" when sure."""

    start: int
    end: int
    kind: str
    words: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: str
    sure: bool = True
    doubt: str = ""


class Searcher:
    """A roster made ready. Building it takes some milliseconds a name, searching one pass over the text."""

    def __init__(self, roster: Roster) -> None:
        self._trie: dict[str, object] = {}
        for place in {form for office in roster.offices for form in place_forms(office)}:
            self._add(place, _Entry("place", False, "place"))
        for office in roster.offices:
            for form, sure in office_forms(office).items():
                self._add(form, _Entry("office", sure, "" if sure else "office"))
        for name in roster.others:
            self._add(name, _Entry("other"))
        for name in roster.people:
            self._person(name)
        for one in roster.contacts:
            self._add(one, _Entry("contact"))
            digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", one))
            if "@" not in one and len(digits) >= 7:
                self._add(re.sub(r"^(?:00)?86(?=\d{10,11}$)", "", digits), _Entry("contact"))
        for one in roster.numbers:
            self._add(one, _Entry("number"))

    def _person(self, name: str) -> None:
        self._add(name, _Entry("person"))
        plain = fold_word(name)
        for one in readings(plain):
            short = len(one) < 7
            self._add(one, _Entry("reading", not short, "reading" if short else ""))
        surname = plain[:1]
        if surname and _HAN.match(surname):
            for title in _TITLES:
                self._add(surname + title, _Entry("person", False, "surname"), over=False)

    def _add(self, word: str, entry: _Entry, *, over: bool = True) -> None:
        folded = fold_word(word)
        if len(folded) < 2:
            return
        node = self._trie
        for sign in folded:
            node = node.setdefault(sign, {})  # type: ignore[assignment]  # a tree of itself
        if over or "" not in node:
            node[""] = entry

    def find(self, text: str, *, everybody: bool = True) -> list[Hit]:
        """Hits in order, none over another. `everybody`: also addresses and telephones that are on no roster."""
        folded = fold(text)
        found = list(self._named(text, folded))
        if everybody:
            wide = text.translate(_WIDE)
            found += [
                Hit(one.start(), one.end(), "contact", WORDS["contact"])
                for pattern in (_EMAIL, _MOBILE, _LANDLINE)
                for one in pattern.finditer(wide)
            ]
        return _joined(text, _apart(found))

    def _named(self, text: str, folded: Folded) -> Iterator[Hit]:
        signs, size, at = folded.text, len(folded.text), 0
        while at < size:
            node: dict[str, object] = self._trie
            best: Hit | None = None
            end = at
            while end < size and isinstance(child := node.get(signs[end]), dict):
                node, end = child, end + 1
                entry = node.get("")
                if isinstance(entry, _Entry):
                    best = _hit(text, folded, at, end, entry) or best
            if best is not None:
                yield best
            at += 1


_WIDE = {0xFF01 + i: 0x21 + i for i in range(94)}


def _hit(text: str, folded: Folded, at: int, end: int, entry: _Entry) -> Hit | None:
    """A hit of the trie, if it is a whole word where words have edges, and how sure it is."""
    start, stop = folded.span(at, end)
    inside = text[start:stop]
    word = folded.text[at:end]
    before, after = text[start - 1 : start], text[stop : stop + 1]
    if word[0].isascii() and word[0].isalnum() and _inside(before, word[0]):
        return None
    if word[-1].isascii() and word[-1].isalnum() and _inside(after, word[-1]):
        return None
    if entry.kind == "reading":
        if len(re.sub(r"[A-Za-z]", "", inside)) > 4 + len(word) // 2:
            return None
        return Hit(start, stop, "person", LATIN, entry.doubt)
    doubt = entry.doubt
    if entry.kind == "person" and not doubt and len(word) == 2 and _HAN.match(word):
        if _RUN.search(inside):
            doubt = "broken"
        elif not _alone(text, start, stop):
            doubt = "word"
    return Hit(start, stop, entry.kind, WORDS[entry.kind], doubt)


def _inside(beside: str, edge: str) -> bool:
    """Whether a word of letters or digits goes on beside its edge."""
    plain = unicodedata.normalize("NFKC", beside)
    return plain.isascii() and (plain.isdigit() if edge.isdigit() else plain.isalpha()) if plain else False


def _alone(text: str, start: int, end: int) -> bool:
    """Whether a name of two signs stands as a name does: nothing Chinese beside it, or a title behind it."""
    left = start == 0 or not _HAN.match(text[start - 1])
    right = end >= len(text) or not _HAN.match(text[end])
    return left and (right or text.startswith(_TITLES, end))


def _apart(found: Iterable[Hit]) -> list[Hit]:
    """Without hits that lie over a longer one; where they cross, one hit over both."""
    out: list[Hit] = []
    for hit in sorted(found, key=lambda one: (one.start, -one.end, bool(one.doubt))):
        last = out[-1] if out else None
        if last is None or hit.start >= last.end:
            out.append(hit)
        elif hit.end > last.end:
            lead = last if last.end - last.start >= hit.end - hit.start else hit
            out[-1] = Hit(last.start, hit.end, lead.kind, lead.words, last.doubt and hit.doubt)
    return out


def _joined(text: str, hits: list[Hit]) -> list[Hit]:
    """People in a row become one hit: how many they are tells who they are."""
    out: list[Hit] = []
    for hit in hits:
        last = out[-1] if out else None
        if (
            last is not None
            and (last.kind, last.words) == (hit.kind, hit.words) == ("person", WORDS["person"])
            and last.doubt == hit.doubt
            and _BETWEEN.fullmatch(text, last.end, hit.start)
            and not _RUN.search(text, last.end, hit.start)
        ):
            out[-1] = Hit(last.start, hit.end, hit.kind, hit.words, hit.doubt)
        else:
            out.append(hit)
    return out
