"""What must hold across keys of a contest file: times in order, weights of 100, names that are there, one seat each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import ValidationError

from mingjian.contest.definition import KINDS, PHASES, Material, Question
from mingjian.models.enumerations import Work
from mingjian.models.problems import Problem, nearest
from mingjian.models.source import Path, Source

__all__ = ["phase_problems", "seat_problems", "type_problems", "zone_of"]

_TIME = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}")
_OFFSET = re.compile(r"([+-])(\d{2}):(\d{2})")
_NEEDED = ("open", "closed")
_CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""Where a machine has no table of zones; China has kept this offset since 1991."""


def zone_of(name: str) -> tzinfo:
    """Raises ValueError for a name nobody knows."""
    if offset := _OFFSET.fullmatch(name):
        sign = 1 if offset[1] == "+" else -1
        return timezone(sign * timedelta(hours=int(offset[2]), minutes=int(offset[3])), name)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        if name == str(_CHINA):
            return _CHINA
        raise ValueError(name) from None


def phase_problems(source: Source, data: dict[str, Any]) -> Iterator[Problem]:
    said = data.get("phases")
    try:
        if isinstance(data.get("zone", ""), str) and data.get("zone"):
            zone_of(data["zone"])
    except ValueError:
        expected = ("如 Asia/Shanghai 或 +08:00", "like Asia/Shanghai or +08:00")
        yield source.problem(("zone",), "没有这个时区", "there is no such zone", expected=expected)
    if not isinstance(said, dict):
        return
    for name in said:
        if name not in PHASES:
            expected, near = ("、".join(PHASES), ", ".join(PHASES)), nearest(name, PHASES)
            yield source.problem(
                ("phases", name), f"没有阶段“{name}”", f"there is no phase '{name}'", expected=expected, nearest=near,
                key=True,
            )  # fmt: skip
    for name in _NEEDED:
        if name not in said:
            yield source.problem(("phases",), f"缺少阶段“{name}”的时间", f"the phase '{name}' has no time")
    last: tuple[str, datetime] | None = None
    for name in PHASES:
        if name not in said:
            continue
        when = _when(said[name])
        if when is None:
            expected = ("如 2026-03-01 09:00", "like 2026-03-01 09:00")
            yield source.problem(("phases", name), "不是时间", "this is no time", expected=expected)
            continue
        if last is not None and when <= last[1]:
            yield source.problem(
                ("phases", name), f"“{name}”应晚于“{last[0]}”", f"'{name}' must begin after '{last[0]}'"
            )
        last = name, when


def _when(value: Any) -> datetime | None:
    text = f"{value.isoformat()} 00:00" if hasattr(value, "isoformat") else str(value)
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=UTC) if _TIME.fullmatch(text) else None
    except ValueError:
        return None


def type_problems(source: Source, data: dict[str, Any]) -> Iterator[Problem]:
    said = data.get("types")
    known = [one.value for one in Work]
    for name, one in said.items() if isinstance(said, dict) else ():
        if name not in known:
            expected = ("、".join(f"{w.value}（{w.zh}）" for w in Work), ", ".join(known))
            yield source.problem(
                ("types", name), f"没有作品类型“{name}”", f"there is no type '{name}'", expected=expected,
                nearest=nearest(name, known), key=True,
            )  # fmt: skip
        if isinstance(one, dict):
            yield from _criteria(source, ("types", name), one)
            yield from _materials(source, ("types", name), one)
            yield from _reviews(source, ("types", name), one)


def _criteria(source: Source, at: Path, data: dict[str, Any]) -> Iterator[Problem]:
    said = data.get("criteria")
    if not isinstance(said, dict):
        return
    read = {name: _read(Question, one) for name, one in said.items()}
    if all(one is not None for one in read.values()):
        total = sum(one.weight for one in read.values() if one is not None)
        if abs(total - 100) > 1e-9:
            zh, en = f"权重之和为 {total:g}，应为 100", f"the weights are {total:g} in sum and must be 100"
            yield source.problem((*at, "criteria"), zh, en, key=True)
    for name, one in read.items():
        if one is None:
            continue
        steps = (one.scale[1] - one.scale[0]) / one.step
        if one.scale[0] >= one.scale[1] or abs(steps - round(steps)) > 1e-9:
            yield source.problem(
                (*at, "criteria", name, "scale"), "评分范围应由低到高，且为每档的整数倍",
                "a scale goes from the lower to the higher score, in whole steps",
            )  # fmt: skip
    for index, name in enumerate(data.get("ties") or []):
        if name not in said:
            yield source.problem(
                (*at, "ties", index), f"没有评分项“{name}”", f"there is no criterion '{name}'",
                nearest=nearest(str(name), said),
            )  # fmt: skip


def _materials(source: Source, at: Path, data: dict[str, Any]) -> Iterator[Problem]:
    said = data.get("materials")
    for name, one in said.items() if isinstance(said, dict) else ():
        place = (*at, "materials", name)
        kinds = one.get("kinds") if isinstance(one, dict) else None
        for index, kind in enumerate(kinds if isinstance(kinds, list) else []):
            if kind not in KINDS:
                yield source.problem(
                    (*place, "kinds", index), f"没有文件种类“{kind}”", f"there is no kind of file '{kind}'",
                    expected=("、".join(KINDS), ", ".join(KINDS)), nearest=nearest(str(kind), KINDS),
                )  # fmt: skip
        read = _read(Material, one)
        if read is not None and read.most is not None and read.most < read.least:
            yield source.problem((*place, "most"), "最多字数少于最少字数", "most is less than least")


def _reviews(source: Source, at: Path, data: dict[str, Any]) -> Iterator[Problem]:
    rest = {key: value for key, value in data.items() if key in ("reviews", "least")}
    wanted, least = rest.get("reviews", 5), rest.get("least", 3)
    if isinstance(wanted, int) and isinstance(least, int) and wanted < least:
        place = (*at, "reviews") if "reviews" in rest else (*at, "least")
        yield source.problem(place, "每件作品的评委数少于最少评委数", "fewer reviews are wanted than a result needs")


def seat_problems(source: Source, data: dict[str, Any]) -> Iterator[Problem]:
    said = data.get("seats")
    if not isinstance(said, dict):
        return
    listed = [
        (name, index, person)
        for name, people in said.items() if isinstance(people, list)
        for index, person in enumerate(people)
    ]  # fmt: skip
    seen = Counter[str]()
    for name, index, person in listed:
        seen[str(person)] += 1
        if seen[str(person)] == 2:
            yield source.problem(
                ("seats", name, index),
                f"{person}有两个席位，一人只能有一个",
                f"{person} has two seats; a person has one",
            )
    signers = said.get("signers")
    if isinstance(signers, list) and len(signers) == 1:
        yield source.problem(("seats", "signers"), "签发人应为两人", "two people sign", key=True)


def _read(kind: type[Any], data: Any) -> Any:
    try:
        return kind.model_validate(data)
    except ValidationError:
        return None
