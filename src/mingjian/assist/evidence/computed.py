"""Facts of a case that its records tell by themselves, so that nobody has to state them for the packs' conditions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mingjian.engines import Kind

if TYPE_CHECKING:
    from mingjian.assist.evidence.case import Case

__all__ = ["COMPUTED", "Computed", "computed_facts"]


@dataclass(frozen=True)
class Computed:
    """A fact, and how it is told."""

    kind: Kind
    zh: str
    en: str
    of: Callable[[Case], bool | int | None]


def _minor(case: Case, role: str) -> bool | None:
    ages = [case.age_at_act(person) for person in case.with_role(role) if not person.unit]
    if any(age is not None and age < 18 for age in ages):
        return True
    return None if None in ages else False


def _done(case: Case, kind: str) -> bool:
    return any(one.kind == kind for one in case.file.procedures)


def _measured(case: Case, *kinds: str) -> bool:
    return any(one.kind in kinds for one in case.file.measures)


COMPUTED: dict[str, Computed] = {
    "suspects": Computed(Kind.INTEGER, "嫌疑人数", "suspects", lambda case: len(case.with_role("suspect"))),
    "victims": Computed(Kind.INTEGER, "被害人数", "victims", lambda case: len(case.with_role("victim"))),
    "acts": Computed(Kind.INTEGER, "起数", "acts", lambda case: len(case.file.acts)),
    "minor_suspect": Computed(
        Kind.BOOLEAN, "有未成年嫌疑人", "a suspect was under 18", lambda case: _minor(case, "suspect")
    ),
    "minor_victim": Computed(
        Kind.BOOLEAN, "有未成年被害人", "a victim was under 18", lambda case: _minor(case, "victim")
    ),
    "unit_suspect": Computed(
        Kind.BOOLEAN, "单位犯罪", "a unit is suspected", lambda case: any(p.unit for p in case.with_role("suspect"))
    ),
    "seized": Computed(
        Kind.BOOLEAN, "有扣押", "something was seized", lambda case: _done(case, "seizure")
    ),
    "detained": Computed(
        Kind.BOOLEAN, "有拘留", "somebody was detained", lambda case: _measured(case, "detention")
    ),
    "arrested": Computed(
        Kind.BOOLEAN, "有逮捕", "somebody was arrested", lambda case: _measured(case, "arrest")
    ),
    "on_bail": Computed(
        Kind.BOOLEAN, "有取保候审或监视居住", "somebody is on bail or under residence",
        lambda case: _measured(case, "bail", "residence"),
    ),
    "has_opinion": Computed(
        Kind.BOOLEAN, "有鉴定意见", "there is an expert opinion", lambda case: bool(case.file.opinions)
    ),
    "has_data": Computed(
        Kind.BOOLEAN, "有电子数据提取", "electronic data was extracted",
        lambda case: _done(case, "extraction"),
    ),
    "light_injury": Computed(
        Kind.BOOLEAN, "致轻伤以上", "light injury or worse",
        lambda case: any(act.injury in ("light", "grave", "death") for act in case.file.acts),
    ),
    "death": Computed(
        Kind.BOOLEAN, "致人死亡", "somebody died", lambda case: any(act.injury == "death" for act in case.file.acts)
    ),
}  # fmt: skip


def computed_facts(case: Case) -> dict[str, bool | int | None]:
    """The value of every such fact; None where the records do not tell it."""
    return {name: one.of(case) for name, one in COMPUTED.items()}
