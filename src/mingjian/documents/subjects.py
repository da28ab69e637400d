"""Whom a sentence of the reasons speaks about: defendants named, all, the rest, or somebody not judged here."""

from __future__ import annotations

import re

from mingjian.documents.names import name_groups, other_forms

Who = tuple[int, ...]
_ANOTHER = re.compile(r"(?:(?<=[。；，])|经查|本案)同案(?:犯|人|被告人)?")
_OURS = re.compile(r"上诉人|原审被告人|(?<!同案)被告人|其(?=归案|到案|如实|系|自愿|能|在)")
_UNIT = re.compile(r"被告单位(?=[^\u4e00-\u9fff]|亦|也|系|能|的|在|及其|到|归案|主动|有|具|积极|已)")
_MANY = re.compile(
    r"(?:(?P<n>[二两三四五六七八九](?![十二三四五六七八九]))|[二两三四五六七八九十]{1,2}|各|诸|上述|以上|所有|全体|均)(?:名)?(?:原审)?(?:被告人|上诉人|被告)|(?:被告人|上诉人)均"
)
_SO_MANY = re.compile(
    r"(?<![0-9一二三四五六七八九十])(?P<n>[二两三四五六七八九])人(?=均|都|系|到案|归案|在|能|有|具|当庭)"
)
_REST = re.compile(r"其[余他](?:各|[二两三四五六七八九十]{1,2}名?)?(?:原审)?(?:被告人|上诉人|被告)")
# Before a name: it is whom the subject acted with, for or against (受赵甲指使, 协助抓获钱乙).
_OBJECT = re.compile(
    r"(?:受|在|经|(?<![行认均犯作成因以])为|给|小于|大于|轻于|重于|低于|高于|次于|相对于|相较|跟随|听从|伙同|协助|帮助|抓获|抓捕|捕获|指使|揭发|检举|举报|劝说|规劝|指认|纠集|替)"
    r"(?:了)?(?:同案犯?|其他)?(?:原审)?(?:被告人|上诉人|犯罪嫌疑人|人)?$"
)
# … or, behind 系/由/被, by whom the subject was led (钱乙系赵甲纠集).
_PASSIVE = re.compile(r"(?:系|由|被|受|应|经)(?:同案犯?)?(?:被告人|上诉人|原审被告人)?$")
_LED = re.compile(r"等?人?(?:纠集|雇佣|雇用|雇请|指使|邀约|邀集|召集|胁迫|安排|指派|介绍|唆使|教唆)")
# Who is introduced as a culprit of another case: 同案犯李丁, 伙同李丁（另案处理）.
_INTRODUCED = re.compile(
    r"(?:同案(?:犯|人|被告人)|伙同)(?P<name>[\u4e00-\u9fff]{1,3}(?:某{1,2}[甲乙丙丁0-9]?|(?=（|[、，系等]|共同|实施|一起)))"
)
_NUMERALS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}


class Subjects:
    """Reads the sentences in order and remembers of whom the last one spoke."""

    def __init__(self, text: str, start: int, limit: int, names: list[str], units: Who) -> None:
        """``names`` are the defendants, ``units`` the indexes of units; the reasons are ``[start, limit)``."""
        self.text, self.units = text, units
        others = other_forms(text, start, limit, names) if len(names) > 1 else {}
        self.index = {**others, **{name: i for i, name in enumerate(names)}}
        self.everyone: Who = tuple(range(len(names)))
        self.current = self.everyone
        introduced = {m["name"] for m in _INTRODUCED.finditer(text, start, limit)} - self.index.keys()
        strangers = "|".join(sorted((n for n in introduced if len(n) > 1), key=len, reverse=True))
        self.strangers = (
            re.compile(rf"(?<=[。；，、])(?:{strangers})(?=系|起|是|在|具|有|到|归|主)") if strangers else None
        )

    def read(self, start: int, end: int) -> list[tuple[int, Who]]:
        """Positions in the sentence ``[start, end)`` from which it speaks of whom."""
        found = self._read(start, end)
        self.current = found[-1][1]
        return found

    def at(self, subjects: list[tuple[int, Who]], position: int) -> Who:
        """Of whom ``subjects`` speak at ``position``."""
        chosen = self.everyone
        for begin, who in subjects:
            if begin > position:
                break
            chosen = who
        return chosen

    def are_others(self, at: int, start: int) -> bool:
        """Whether the clause at ``at`` speaks of a culprit who is not judged here (同案…系自首)."""
        other = [m.end() for m in _ANOTHER.finditer(self.text, start, at)]
        if self.strangers:
            other += [m.end() for m in self.strangers.finditer(self.text, start, at)]
        if not other:
            return False
        last = max(other)
        return not any(self.text.find(n, last, at) >= 0 for n in self.index) and not _OURS.search(self.text, last, at)

    def _read(self, start: int, end: int) -> list[tuple[int, Who]]:
        if len(self.everyone) <= 1:
            return [(start, self.everyone)]
        out: list[tuple[int, Who]] = [(start, self.current)]
        index = self.index
        named: set[int] = set()
        rest = list(_REST.finditer(self.text, start, end))
        for at, stop, group in name_groups(self.text, start, end, list(index)):
            lead = self.text[max(start, at - 10) : at]
            if named and (_OBJECT.search(lead) or (_PASSIVE.search(lead) and _LED.match(self.text, stop))):
                continue
            out.append((at, tuple(index[n] for n in group)))
            named.update(index[n] for n in group)
        for match in _MANY.finditer(self.text, start, end):
            if not any(r.start() <= match.start() < r.end() for r in rest):
                number = _NUMERALS[match["n"]] if match["n"] else len(self.everyone)
                out.append((match.start(), self._of_so_many(out[1:], match.start(), number)))
        for match in _SO_MANY.finditer(self.text, start, end):
            out.append((match.start(), self._of_so_many(out[1:], match.start(), _NUMERALS[match["n"]])))
        for match in rest:
            before = {i for at, who in out[1:] if at < match.start() for i in who}
            out.append((match.start(), tuple(i for i in self.everyone if i not in before)))
        if self.units:
            out.extend((m.start(), self.units) for m in _UNIT.finditer(self.text, start, end))
        return sorted(out, key=lambda item: item[0])

    def _of_so_many(self, named: list[tuple[int, Who]], before: int, number: int) -> Who:
        """Of whom 二被告人 speaks: those named last, else those of whom the sentence before spoke, else all persons."""
        if number >= len(self.everyone):
            return self.everyone
        last = self._last(named, before, number)
        persons = tuple(i for i in self.everyone if i not in self.units)
        return next((who for who in (last, self.current, persons) if len(who) == number), self.everyone)

    def _last(self, named: list[tuple[int, Who]], before: int, number: int) -> Who:
        """The ``number`` persons named last before a place; all of them when there are no more or it is not told."""
        seen: list[int] = []
        for _, who in sorted((item for item in named if item[0] < before), reverse=True):
            seen += [i for i in who if i not in seen]
        return tuple(sorted(seen[:number])) if len(seen) >= number else self.everyone
