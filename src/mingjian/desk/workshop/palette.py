"""What models are made of, from the definitions themselves: operators as forms, standards, functions."""

from __future__ import annotations

from functools import cache

from mingjian.collision.palette import OptionForm as Form
from mingjian.collision.palette import palette as forms
from mingjian.desk.errors import NotFound
from mingjian.desk.known import known
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.words import Coded, Text, coded
from mingjian.desk.workshop.schemas import (
    DraftStandard,
    DraftStandardColumn,
    FunctionInfo,
    OperatorInfo,
    OptionForm,
    Palette,
)
from mingjian.engines import Kind
from mingjian.engines.functions import FUNCTIONS
from mingjian.models.definition import HANDLED_OUTSIDE
from mingjian.models.enumerations import DocumentKind, Labelled, Level, Unit
from mingjian.standards import Standard, standards

__all__ = ["kind_of", "palette_for"]


def palette_for(user: User) -> Palette:
    """Everything, with the lines the user may build for and the models of these he may copy."""
    if not user.may(Right.SEE_MODELS):
        raise NotFound
    lines = sorted(user.line_set, key=lambda line: line.value)
    models = [
        Coded(code=one.id, zh=one.title.zh, en=one.title.en)
        for one in known().values()
        if one.definition.line in user.line_set
    ]
    operators, listed, functions = _definitions()
    return Palette(
        operators=operators, standards=listed, functions=functions, models=models,
        lines=[coded(line.value, line) for line in lines], documents=_codes(DocumentKind), levels=_codes(Level),
        units=_codes(Unit),
        mechanisms=[Coded(code=name, zh=zh, en=en) for name, (zh, en) in HANDLED_OUTSIDE.items()],
    )  # fmt: skip


def _codes(listed: type[Labelled]) -> list[Coded]:
    return [coded(one.value, one) for one in listed]


def kind_of(kind: Kind) -> Coded:
    """The kind of a column."""
    return Coded(code=kind.value, zh=kind.zh, en=kind.value)


@cache
def _definitions() -> tuple[list[OperatorInfo], list[DraftStandard], list[FunctionInfo]]:
    operators = [
        OperatorInfo(
            verb=one.verb, zh=one.title_zh, en=one.title_en, about=Text(zh=one.about_zh, en=one.about_en),
            example=one.example, least=one.least, most=one.most,
            options=[_option(option) for option in one.options],
        )
        for one in forms()
    ]  # fmt: skip
    functions = [
        FunctionInfo(signature=one.signature, example=one.example, zh=one.zh, en=one.en)
        for group in FUNCTIONS.values()
        for one in group
    ]
    return operators, [_standard(one) for one in standards().values()], functions


def _option(one: Form) -> OptionForm:
    return OptionForm(
        name=one.name, kind=one.kind, required=one.required, default=one.default, choices=list(one.choices),
        zh=one.zh, en=one.en, parts=[_option(part) for part in one.parts],
    )  # fmt: skip


def _standard(one: Standard) -> DraftStandard:
    columns = [
        DraftStandardColumn(
            name=column.name, kind=kind_of(Kind(column.type)), level=column.level, codes=column.codes,
            zh=column.label.zh, en=column.label.en,
        )
        for column in one.columns.values()
    ]  # fmt: skip
    return DraftStandard(
        id=one.major, zh=one.title.zh, en=one.title.en, columns=columns, subjects=list(one.subjects)
    )  # fmt: skip
