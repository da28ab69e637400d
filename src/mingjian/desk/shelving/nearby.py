"""What is there already: the nearest models, shown and that they were shown kept; points and their places."""

from __future__ import annotations

import hashlib

from django.conf import settings

from mingjian.desk.known import Known, known
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.shelving.models import Entry, Showing
from mingjian.desk.shelving.schemas import NearInfo, NearModel, ShelfPoint
from mingjian.desk.words import Coded, Text, text
from mingjian.shelf import nearest, point_of
from mingjian.shelf.near import Point
from mingjian.standards import standards

__all__ = ["named_lists", "point_info", "point_under", "show_nearest", "was_shown"]


def show_nearest(user: User, entry: Entry) -> NearInfo:
    """The nearest models to an entry; that the user was shown them is kept."""
    here = known()
    found = nearest(entry.files["model.yaml"], here.values(), but=entry.model)
    given = {"at": now(), "files": _digest(entry), "shown": [one.id for one in found]}
    Showing.objects.update_or_create(entry=entry, user=user, defaults=given)
    items = [
        NearModel(
            model=one.id, title=text(here[one.id].title), value=one.value, lists=named_lists(one.standards),
            steps=[list(pair) for pair in one.steps], same_point=one.same_point,
        )
        for one in found
    ]  # fmt: skip
    return NearInfo(items=items, point=point_info(point_under(entry, here), here))


def was_shown(user: User, entry: Entry) -> Showing | None:
    """The showing of these very files to the user."""
    return Showing.objects.filter(entry=entry, user=user, files=_digest(entry)).first()


def point_under(entry: Entry, here: Known) -> Point:
    """What stands under the point of an entry beside it."""
    ids = tuple(one.id for one in here.values() if entry.point_zh and point_of(one.data) == entry.point_zh
                and one.id != entry.model)  # fmt: skip
    return Point(entry.point_zh, ids, settings.DESK.models_per_point)


def point_info(one: Point, here: Known) -> ShelfPoint:
    """A point as the API tells it."""
    models = [Coded(code=name, zh=here[name].title.zh, en=here[name].title.en) for name in one.models]
    return ShelfPoint(
        name=one.name, models=models, limit=one.limit, full=one.full, said=Text(zh=one.said[0], en=one.said[1])
    )


def named_lists(majors: list[str] | tuple[str, ...]) -> list[Coded]:
    """Lists by what people call them; with or without their version."""
    known_ = {one.major: one for one in standards().values()} | {one.id: one for one in standards().values()}
    return [
        Coded(code=name, zh=known_[name].title.zh, en=known_[name].title.en) if name in known_
        else Coded(code=name, zh=name, en=name) for name in majors
    ]  # fmt: skip


def _digest(entry: Entry) -> str:
    return hashlib.sha256(entry.files["model.yaml"].encode()).hexdigest()
