"""Parameters as rows for people: id, layer, days, value, source, how far it was compared and with which texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from mingjian.assist.sentencing.definition import Compared, Fine, Ratio, RuleValue, Start, StepValue, Threshold, Value
from mingjian.assist.sentencing.fines import written
from mingjian.assist.sentencing.parameters import NATION, Parameters
from mingjian.assist.sentencing.standing import Standing, standing_of

__all__ = ["Row", "rows_of"]


@dataclass(frozen=True)
class Row:
    """One value of one parameter; `note` in both languages: compared with what, or why not, and what is unconfirmed."""

    id: str
    layer: str
    start: str
    end: str
    value: str
    source: str
    standing: Standing
    note: tuple[str, str]

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        return {**asdict(self), "note": {"zh": self.note[0], "en": self.note[1]}}


def rows_of(parameters: Parameters) -> list[Row]:
    """Every value, the nation's before those of provinces."""
    return [
        _row(parameters, id, layer, value)
        for id in parameters.ids()
        for layer in (NATION, *sorted(parameters.layers))
        for value in parameters.values(id, layer)
    ]


def _row(parameters: Parameters, id: str, layer: str, value: Value) -> Row:
    source = f"{value.ref.title} {value.ref.item}"
    texts = parameters.compared(value)
    end = str(value.to) if value.to else ""
    return Row(
        id,
        layer,
        str(value.from_),
        end,
        "；".join(_told(value)),
        source,
        standing_of(value, texts),
        _note(value, texts),
    )


def _told(value: Value) -> Iterator[str]:
    if isinstance(value, Ratio):
        yield "–".join(value.range) if value.range else "?"
        if value.lighter:
            yield f"犯罪较轻 {'–'.join(value.lighter)}"
        if value.raised:
            yield f"并存 {'–'.join(value.raised.range)}"
        if value.least_months:
            yield f"≥ {value.least_months} 月"
    elif isinstance(value, Start):
        yield f"{value.start[0]}–{value.start[1]} 月"
    elif isinstance(value, Threshold):
        yield f"{value.amount[0]}–{value.amount[1]} 元"
    elif isinstance(value, Fine):
        yield f"罚金 {written(value.model_dump())[0]}"
    elif isinstance(value, StepValue):
        yield f"每 {value.per} {value.months[0]}–{value.months[1]} 月"
    elif isinstance(value, RuleValue):
        yield value.value


def _note(value: Value, texts: Sequence[Compared]) -> tuple[str, str]:
    zh, en = [], []
    if value.checked is not None:
        zh.append(f"{value.checked.day} 与{value.checked.against}核对")
        en.append(f"compared on {value.checked.day} with {value.checked.against}")
    if value.unverified is not None:
        zh.append(value.unverified.zh)
        en.append(value.unverified.en)
    for one in texts:
        zh.append(f"{one.day} 与{one.title}（{one.place}）相符")
        en.append(f"agreed on {one.day} with {one.title} ({one.place})")
    if value.doubt is not None:
        zh.append(value.doubt.zh)
        en.append(value.doubt.en)
    return "；".join(zh), "; ".join(en)
