"""What the pages of data call things, and what of a value a reader may see."""

from __future__ import annotations

from functools import lru_cache

from mingjian.desk.data.dataset_schemas import ModelUse
from mingjian.desk.known import Known, known
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.roles import Right
from mingjian.desk.words import Coded, Text, text
from mingjian.lake import Manifest
from mingjian.models.relations import need_standard
from mingjian.standards import Column, Standard, UnknownName, standards
from mingjian.trust.masking import mask

__all__ = [
    "DELIVERIES", "OTHER_LEVEL", "in_charge", "may_see", "models_of", "office_of", "seen", "shape", "standard_of",
    "title_of", "type_of",
]  # fmt: skip

DELIVERIES = {"full": ("全量", "full"), "append": ("追加", "append"), "correction": ("更正", "correction")}
OTHER_LEVEL = 3
"""The level of a source column of which nothing is known: it may hold what names a person."""
_TYPES = {
    "text": ("文本", "text"), "integer": ("整数", "whole number"), "money": ("金额", "amount"),
    "decimal": ("小数", "number"), "date": ("日期", "day"), "month": ("月份", "month"),
    "boolean": ("是/否", "yes or no"),
    "identifier": ("标识号码", "identifier"), "code": ("代码", "code"),
}  # fmt: skip


def may_see(user: User) -> bool:
    """Whether somebody sees what data there is: whoever sees models, which run over all of it, or loads data."""
    return user.may(Right.SEE_MODELS) or user.may(Right.LOAD_DATA)


def in_charge(user: User, owner: str) -> bool:
    """Whether somebody looks after the data of an office: a data officer of it or of one above it. What belongs to no
    office of the tree is the top's."""
    if not user.may(Right.LOAD_DATA):
        return False
    known = Office.objects.filter(code=owner).first()
    return user.office.holds(known) if known is not None else user.office.parent_id is None


def office_of(owner: str) -> Coded:
    """The owner of a version: an office of the tree, or a code that is none."""
    known = Office.objects.filter(code=owner).first()
    return Coded(code=owner, zh=known.zh, en=known.en) if known is not None else Coded(code=owner, zh=owner, en=owner)


def standard_of(manifest: Manifest) -> Standard | None:
    """The standard of a version, if this program still has it."""
    try:
        found: Standard = standards()[manifest.standard.partition(".")[0]]
    except UnknownName:
        return None
    return found


def title_of(manifest: Manifest) -> Text:
    """What a dataset is called: as its standard, with its own name where that is another."""
    standard = standard_of(manifest)
    if standard is None:
        return Text(zh=manifest.dataset, en=manifest.dataset)
    if manifest.dataset == standard.id:
        return text(standard.title)
    return Text(zh=f"{standard.title.zh}（{manifest.dataset}）", en=f"{standard.title.en} ({manifest.dataset})")


def type_of(column: Column) -> Coded:
    """The type of a column in words."""
    zh, en = _TYPES[column.type]
    return Coded(code=column.type, zh=zh, en=en)


def models_of(standard: str) -> list[ModelUse]:
    """The models that need a standard (`id@1`)."""
    return _models(known()).get(standard, [])


@lru_cache(maxsize=2)
def _models(here: Known) -> dict[str, list[ModelUse]]:
    found: dict[str, list[ModelUse]] = {}
    for model in here.values():
        columns: dict[str, set[str]] = {}
        for need in model.needs.values():
            if need.standard is not None and need_standard(need) is not None:
                columns.setdefault(need.standard, set()).update(need.columns or ())
        for name, used in columns.items():
            named = _columns(standards()[name], used)
            found.setdefault(name, []).append(
                ModelUse(id=model.id, title=text(model.title), columns=named, sensitivity=model.sensitivity)
            )
    return found


def _columns(standard: Standard, used: set[str]) -> list[Coded]:
    """Columns in the order of the standard, by what people call them; a subject is made of its key, which is there."""
    columns = standard.columns.values()
    return [Coded(code=one.name, zh=one.label.zh, en=one.label.en) for one in columns if one.name in used]


def seen(value: str, column: Column | None, clearance: int) -> str:
    """A value of a source as somebody may see it; of one that belongs to no column, its shape."""
    if column is not None:
        return mask(value, column.mask_kind, column.level, clearance) or ""
    return value if clearance >= OTHER_LEVEL else shape(value)


def shape(value: str) -> str:
    """What a value looks like, without saying it: its first two signs, its other digits as #, its letters as stars."""
    rest = ("#" if sign.isdigit() else "＊" if sign.isalpha() else sign for sign in value[2:])
    return value[:2] + "".join(rest)
