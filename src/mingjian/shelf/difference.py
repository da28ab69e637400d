"""What differs between two versions of a model, entry by entry and in words, so that a reviewer reads no YAML.

Entries are compared by what they are called: needs by alias, steps, parameters and traps by name, articles by law,
number and first day. What only has another name is found by giving the old one that name, wherever it stands: the
step is the same when it then says the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from mingjian.law import english_title
from mingjian.models import Model
from mingjian.models.editing import Bench, Edit, EditRefused, RenameNeed, RenameParameter, RenameStep, RenameTrap
from mingjian.models.editing.hand import MODEL_FILE
from mingjian.models.explain import article_text
from mingjian.models.step_words import step_sentence
from mingjian.models.wording import Words

__all__ = ["Difference", "Section", "difference"]

Section = Literal["model", "basis", "needs", "parameters", "steps", "clue", "traps", "disposition", "rename"]
Said = tuple[str, str]

_HEAD: dict[str, Said] = {
    "title": ("名称", "title"), "line": ("业务条线", "business line"), "point": ("监督点", "supervision point"),
    "work": ("作品类型", "type of work"), "problem": ("问题", "problem"),
    "catalogue": ("目录编号", "id in the catalogue"), "sealed": ("封存记录例外", "exception for sealed records"),
}  # fmt: skip
_CLUE: dict[str, Said] = {
    "from": ("来源步骤", "step it comes from"), "about": ("主体列", "subject column"), "key": ("线索键", "key"),
    "place": ("管辖地列", "region column"), "day": ("发生日列", "day column"), "amount": ("金额列", "amount column"),
    "says": ("一句话", "sentence"), "rules": ("规则说明", "sentences of rules"),
    "risk": ("风险规则", "rules of ranking"),
}  # fmt: skip
_RENAMES: dict[str, Callable[[str, str], Edit]] = {
    "needs": lambda was, now: RenameNeed(old=was, new=now),
    "parameters": lambda was, now: RenameParameter(old=was, new=now),
    "steps": lambda was, now: RenameStep(old=was, new=now),
    "traps": lambda was, now: RenameTrap(old=was, new=now),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs, in both languages. ``name`` is the entry's name in the newer version, or in the older
    where it went."""

    section: Section
    name: str
    zh: str
    en: str


def difference(old: Model, new: Model) -> list[Difference]:
    """What differs, in the order of the file; nothing when only layout and comments do."""
    if old.fingerprint == new.fingerprint:
        return []
    return list(_Comparison(old, new).all())


@dataclass
class _Comparison:
    old: Model
    new: Model
    renamed: list[tuple[str, str, str]] = field(default_factory=list)

    def all(self) -> Iterator[Difference]:
        before = self._under_new_names()
        for _, was, now in self.renamed:
            zh, en = f"“{was}”改名为“{now}”，内容未变", f"'{was}' is called '{now}' now and says the same"
            yield Difference("rename", now, zh, en)
        after = self.new.data
        yield from _values("model", before, after, _HEAD)
        yield from self._entries("basis", _by_article(before), _by_article(after), self._article)
        yield from self._entries("needs", before["needs"], after["needs"], self._need)
        parameters = before.get("parameters") or {}, after.get("parameters") or {}
        yield from self._entries("parameters", parameters[0], parameters[1], self._parameter)
        yield from self._entries("steps", before["steps"], after["steps"], self._step)
        yield from _values("clue", before["clue"], after["clue"], _CLUE)
        yield from self._entries("traps", _by_id(before), _by_id(after), self._trap)
        if before["disposition"] != after["disposition"]:
            said = _changed("处置", "the disposition", before["disposition"], after["disposition"])
            yield Difference("disposition", "disposition", *said)

    # -- other names -----------------------------------------------------------------------------------------

    def _under_new_names(self) -> Mapping[str, Any]:
        """The older model with the names of the newer one wherever an entry then says the same."""
        try:
            bench = Bench.of({MODEL_FILE: self.old.text})
        except EditRefused:  # a form that cannot be edited: names are compared as they stand
            return self.old.data
        for section in _RENAMES:
            bench = self._renamed(bench, section)
        renamed: Mapping[str, Any] = bench.model.data
        return renamed

    def _renamed(self, bench: Bench, section: str) -> Bench:
        now = _section(self.new.data, section)
        came = [name for name in now if name not in _section(bench.model.data, section)]
        for name in came:
            before = _section(bench.model.data, section)
            alike = [one for one in before if one not in now and _bones(before[one]) == _bones(now[name])]
            for was in alike:
                tried = _tried(bench, section, was, name)
                if tried is not None and _section(tried.model.data, section)[name] == now[name]:
                    self.renamed.append((section, was, name))
                    bench = tried
                    break
        return bench

    # -- entries ---------------------------------------------------------------------------------------------

    def _entries(
        self, section: Section, before: Mapping[str, Any], after: Mapping[str, Any], say: Callable[[Model, str], Said]
    ) -> Iterator[Difference]:
        for name in [*after, *(one for one in before if one not in after)]:
            if name not in before:
                zh, en = say(self.new, name)
                yield Difference(section, name, f"新增{zh}", f"new: {en}")
            elif name not in after:
                zh, en = say(self.old, self._former(section, name))
                yield Difference(section, name, f"删去{zh}", f"gone: {en}")
            elif before[name] != after[name]:
                was, now = say(self.old, self._former(section, name)), say(self.new, name)
                zh, en = f"：原{was[0]} → 现{now[0]}", f": was {was[1]} → is {now[1]}"
                if was == now:
                    zh, en = _what_changed(before[name], after[name])
                yield Difference(section, name, f"改动“{name}”{zh}", f"changed '{name}'{en}")
        order = [name for name in before if name in after]
        if section == "steps" and order != [name for name in after if name in before]:
            zh, en = "步骤的先后次序有变，结果不受影响", "steps stand in another order, which changes no result"
            yield Difference(section, "", zh, en)

    def _former(self, section: str, name: str) -> str:
        return next((was for one, was, now in self.renamed if (one, now) == (section, name)), name)

    def _article(self, model: Model, name: str) -> Said:
        one = next(one for one in model.definition.basis if f"{one.law}#{one.article}#{one.from_}" == name)
        says = (one.says.zh, f" {one.says.en}") if one.says else ("", "")
        zh = f"依据{one.law}{article_text(str(one.article), 'zh')}（{one.from_}起）{says[0]}"
        return zh, f"{english_title(one.law)}{article_text(str(one.article), 'en')} (from {one.from_}){says[1]}"

    def _need(self, model: Model, name: str) -> Said:
        need = model.needs[name]
        columns, kind = need.columns or [], need.standard or need.codes
        optional = ("，可缺省", ", optional") if need.optional else ("", "")
        zh = f"数据“{Words(model, 'zh').relation(name)}”（{kind}）：{'、'.join(columns)}{optional[0]}"
        return zh, f"data '{Words(model, 'en').relation(name)}' ({kind}): {', '.join(columns)}{optional[1]}"

    def _parameter(self, model: Model, name: str) -> Said:
        one = model.parameters[name]
        return f"参数“{name}”= {one.show(one.value, 'zh')}", f"parameter '{name}' = {one.show(one.value, 'en')}"

    def _step(self, model: Model, name: str) -> Said:
        step = next(one for one in model.steps if one.name == name)
        zh, en = (step_sentence(step, Words(model, lang)) for lang in ("zh", "en"))
        return f"步骤“{name}”：{zh}", f"step '{name}': {en}"

    def _trap(self, model: Model, name: str) -> Said:
        trap = next(one for one in model.definition.traps if one.id == name)
        handled = ", ".join(trap.handlers)
        return f"已知误报“{trap.zh}”（{handled}）", f"known false positive '{trap.en}' ({handled})"


def _tried(bench: Bench, section: str, was: str, name: str) -> Bench | None:
    try:
        return bench.apply(_RENAMES[section](was, name))
    except EditRefused:
        return None


def _section(data: Mapping[str, Any], section: str) -> Mapping[str, Any]:
    return _by_id(data) if section == "traps" else data.get(section) or {}


def _bones(entry: Any) -> str:
    """What an entry says without any word in it: two that differ here are no renaming of each other."""
    return re.sub(r"[^\W\d]\w*", "", repr(entry))


def _by_id(data: Mapping[str, Any]) -> dict[str, Any]:
    return {one["id"]: one for one in data["traps"]}


def _by_article(data: Mapping[str, Any]) -> dict[str, Any]:
    """By law, article and first day: an article that was amended stands once for each of its texts."""
    return {f"{one['law']}#{one['article']}#{one['from']}": one for one in data["basis"]}


def _values(
    section: Section, before: Mapping[str, Any], after: Mapping[str, Any], heads: Mapping[str, Said]
) -> Iterator[Difference]:
    for key, (zh, en) in heads.items():
        if before.get(key) != after.get(key):
            yield Difference(section, key, *_changed(zh, en, before.get(key), after.get(key)))


def _changed(zh: str, en: str, was: Any, now: Any) -> Said:
    if was is None or now is None:
        value, head = (was, ("删去", "gone")) if now is None else (now, ("新增", "new"))
        return f"{head[0]}{zh}：{_told(value, 'zh')}", f"{head[1]}: {en} {_told(value, 'en')}"
    zh = f"{zh}：原“{_told(was, 'zh')}” → 现“{_told(now, 'zh')}”"
    return zh, f"{en}: was '{_told(was, 'en')}', is '{_told(now, 'en')}'"


def _what_changed(was: Any, now: Any) -> Said:
    """The keys in which two entries differ that are told alike in a sentence."""
    keys = [key for key in {**was, **now} if was.get(key) != now.get(key)]
    return f"：{'、'.join(keys)}", f": {', '.join(keys)}"


def _told(value: Any, lang: str) -> str:
    if isinstance(value, Mapping):
        if {"zh", "en"} <= set(value):
            return str(value[lang])
        return "; ".join(f"{key}: {_told(inner, lang)}" for key, inner in value.items())
    if isinstance(value, list):
        return ("、" if lang == "zh" else ", ").join(_told(one, lang) for one in value)
    return str(value)
