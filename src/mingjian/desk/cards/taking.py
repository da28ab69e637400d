"""Handing case cards out: those in sight that fit, or one; limited, marked and traced as every export."""

from __future__ import annotations

from django.conf import settings

from mingjian.desk.cards.form import FORMAT, VERSION, CardFile, Export
from mingjian.desk.cards.making import cards_of
from mingjian.desk.cards.schemas import NewCards
from mingjian.desk.cards.table import sheets_of
from mingjian.desk.cases.services import chosen_cases, find_case
from mingjian.desk.errors import BadRequest
from mingjian.desk.exports.rows import Mark
from mingjian.desk.exports.services import Exported, mark_of, taken_out
from mingjian.desk.exports.sheets import to_book
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import Person

__all__ = ["export_cards"]


def export_cards(user: User, given: NewCards) -> Exported:
    """The cards as a file. `BadRequest` for too many, or none."""
    mark = mark_of(user, given.why)
    if given.case is not None:
        cases = [find_case(user, given.case)]
    else:
        most = settings.DESK.export_rows
        cases = list(chosen_cases(user, given.filters).select_related("office", "owner")[: most + 1])
        if len(cases) > most:
            raise BadRequest(
                f"超过{most}件，请缩小筛选范围", f"more than {most} cases: filter further", "filters"
            )  # fmt: skip
        if not cases:
            raise BadRequest("没有符合条件的案件", "no case fits", "filters")
    file = CardFile(
        format=FORMAT, version=VERSION, export=_export(mark), cards=cards_of(user, cases, mark.number)
    )  # fmt: skip
    if given.form == "json":
        data = file.model_dump_json(indent=1).encode()
    else:
        data = to_book(sheets_of(file, given.lang), mark)
    search = {name: str(value) for name, value in given.filters.model_dump(exclude_defaults=True).items()}
    clues = [clue.id for card in file.cards for clue in card.clues]
    return taken_out(
        user, mark, data, given.form, action="card.export", stem="case-cards", search=search, cases=len(file.cards),
        clues=len(clues), only=cases[0].number if given.case is not None else "",
    )  # fmt: skip


def _export(mark: Mark) -> Export:
    return Export(
        number=mark.number, by=Person(username=mark.username, name=mark.name), office=mark.office, at=mark.at,
        purpose=mark.why, mark=str(mark),
    )  # fmt: skip
