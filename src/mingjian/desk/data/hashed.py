"""What a modeller without clearance sees of data: keyed hashes in place of identifiers and names, and a few rows.

Whoever may see the value itself anywhere never sees hashes: he could tell who stands behind one.
"""

from __future__ import annotations

from django.db import transaction

from mingjian.clues.samples import Drawn, draw
from mingjian.desk.clues.graph import reader_of
from mingjian.desk.data.dataset_schemas import SampleCell, SampleElsewhere, SamplePage, SamplePerson
from mingjian.desk.data.words import may_see, standard_of, title_of
from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.lake import the_lake
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Text
from mingjian.lake import LakeError, Manifest

__all__ = ["reads_hashes", "sample"]


def reads_hashes(user: User) -> bool:
    """Whether somebody sees keyed hashes instead of stars: a modeller whose roles let him see no value at all."""
    return Role.MODELLER in user.role_set and user.clearance == 1 and user.unmasks_to == 1


def sample(user: User, dataset: str) -> SamplePage:
    """A few people of the newest version of a dataset, by hashes. For those who read hashes; logged."""
    if not may_see(user) or not reads_hashes(user):
        raise NotFound
    lake = the_lake()
    try:
        manifest = lake.latest(dataset) if dataset in lake.datasets() else None
        standard = standard_of(manifest) if manifest is not None else None
        if manifest is None or standard is None:
            raise NotFound
        seen_by = reader_of(user)
        found = draw(lake, manifest, standard, seen_by)
    except LakeError as error:
        raise BadRequest(error.zh, error.en) from error
    titles = {one: title for one in {d for p in found for d in p.elsewhere} if (title := _title(lake.latest(one)))}
    with transaction.atomic():
        trace(user.username, "data.sample", manifest.name, people=len(found))
    return SamplePage(
        people=[_person(one, titles) for one in found], closed=dataset not in seen_by.datasets,
        nobody=not manifest.subject_columns,
    )  # fmt: skip


def _person(one: Drawn, titles: dict[str, Text]) -> SamplePerson:
    return SamplePerson(
        hash=one.hash, total=one.total,
        rows=[
            [
                SampleCell(
                    column=cell.column, label=Text(zh=cell.label[0], en=cell.label[1]),
                    value=Text(zh=cell.value[0], en=cell.value[1]), masked=cell.masked,
                )
                for cell in row.cells
            ]
            for row in one.rows
        ],
        elsewhere=[
            SampleElsewhere(dataset=dataset, title=titles[dataset], rows=rows)
            for dataset, rows in sorted(one.elsewhere.items()) if dataset in titles
        ],
    )  # fmt: skip


def _title(manifest: Manifest | None) -> Text | None:
    return title_of(manifest) if manifest is not None else None
