"""What data came in, and when: deliveries imported on the desk, and versions that were loaded by the command line."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localtime

from mingjian.desk.data.models import State, Upload
from mingjian.desk.data.words import title_of
from mingjian.desk.lake import the_lake
from mingjian.desk.offices.models import Office
from mingjian.desk.supply.models import Agreement, DataRequest, Under
from mingjian.desk.supply.schemas import ArrivalInfo
from mingjian.lake import Manifest

__all__ = ["Arrival", "arrival_info", "arrivals", "standard_of_dataset"]


@dataclass(frozen=True)
class Arrival:
    """Data of a standard that came in on a day. `path`: of the office that received it, or that owns the version;
    `agreement`: the one it is said to have come under."""

    standard: str
    day: date
    path: str
    agreement: int | None
    manifest: Manifest

    def meets(self, one: Agreement | DataRequest) -> bool:
        """Whether it is of what was agreed or asked for: it names the agreement, or it names none and came to that
        office or one below it."""
        if self.standard not in {item["standard"] for item in one.items}:
            return False
        if self.agreement is not None:
            return isinstance(one, Agreement) and self.agreement == one.pk
        return self.path.startswith(one.office.path)


def standard_of_dataset(manifest: Manifest) -> str:
    """The standard of a version as agreements name it (`id@1`)."""
    return manifest.standard.partition(".")[0]


def arrivals(standards: Collection[str]) -> list[Arrival]:
    """What came of some standards, oldest first. Mended rows are no delivery of an agency."""
    if not standards:
        return []
    lake = the_lake()
    versions: dict[str, Manifest] = {}
    for dataset in lake.datasets():
        for one in lake.versions(dataset):
            if standard_of_dataset(one) in standards:
                versions[one.version] = one
    uploads = Upload.objects.filter(state=State.IMPORTED.value, made__in=list(versions)).select_related("office")
    under = dict(Under.objects.filter(upload__in=uploads).values_list("upload_id", "agreement_id"))
    paths = dict(Office.objects.values_list("code", "path"))
    found, known = [], set()
    for upload in uploads:
        known.add(upload.made)
        if not upload.mends and upload.ended is not None:
            made = versions[upload.made]
            day = localtime(upload.ended).date()
            found.append(Arrival(standard_of_dataset(made), day, upload.office.path, under.get(upload.pk), made))
    top = min(paths.values(), key=len, default="")
    for one in versions.values():
        if one.version not in known and one.created is not None:
            path = paths.get(one.owner, top)
            found.append(Arrival(standard_of_dataset(one), localtime(one.created).date(), path, None, one))
    return sorted(found, key=lambda one: (one.day, one.manifest.dataset, one.manifest.number))


def arrival_info(one: Arrival) -> ArrivalInfo:
    """As the API gives it."""
    made = one.manifest
    return ArrivalInfo(dataset=made.dataset, number=made.number, title=title_of(made), day=one.day,
                       agreement=one.agreement)  # fmt: skip
