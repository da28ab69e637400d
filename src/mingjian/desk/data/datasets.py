"""Datasets as pages show them: the list, what is not there, versions, quality, coverage, who uses what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Count

from mingjian.clues.report_runs import page_coverage
from mingjian.desk.data.dataset_schemas import (
    ColumnQualityInfo,
    CoverageRow,
    DatasetList,
    DatasetPage,
    DatasetRow,
    DeclareGiven,
    MissingData,
    RetentionGiven,
    RetentionInfo,
    VersionRow,
)
from mingjian.desk.data.delivery_schemas import RecordCounts
from mingjian.desk.data.destroying import certificate_info, destroyable, runs_on
from mingjian.desk.data.hashed import reads_hashes
from mingjian.desk.data.models import Decision, Mark, Retention, State, Upload
from mingjian.desk.data.origins import source_said
from mingjian.desk.data.words import DELIVERIES, in_charge, may_see, models_of, office_of, standard_of, title_of
from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.lake import the_lake
from mingjian.desk.now import now, today
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import Person
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Coded, Counted, Text, text
from mingjian.intake import reason_words
from mingjian.lake import ColumnQuality, Coverage, Lake, LakeError, Manifest
from mingjian.standards import Standard, codes, standards, word
from mingjian.trust.masking import mask

__all__ = ["dataset_page", "declare", "list_datasets", "mine", "reasons_of", "set_retention", "version_of"]


def list_datasets(user: User) -> DatasetList:
    """All datasets with their newest versions, and the standards of which there is nothing."""
    if not may_see(user):
        raise NotFound
    lake = the_lake()
    newest = {name: lake.latest(name) for name in lake.datasets()}
    there = [one for one in newest.values() if one is not None]
    expiry = dict(Retention.objects.values_list("dataset", "until"))
    have = {one.standard.partition(".")[0] for one in there}
    lacking = [
        MissingData(id=one.major, title=text(one.title), provider=text(one.provider), models=models_of(one.major))
        for one in standards().values()
        if one.major not in have
    ]
    waiting = Upload.objects.visible_to(user).exclude(state__in=[State.IMPORTED.value, State.DISCARDED.value]).count()
    return DatasetList(
        items=[
            DatasetRow(
                dataset=one.dataset, standard=one.standard, title=title_of(one), owner=office_of(one.owner),
                number=one.number, rows=one.rows, delivered=one.created, extracted_on=one.extracted_on,
                open=_open(lake, one), models=models_of(one.standard.partition(".")[0]), synthetic=one.synthetic,
                expires=expiry.get(one.dataset),
            )
            for one in there
        ],
        missing=sorted(lacking, key=lambda one: (-len(one.models), one.title.zh)),
        destroyed=[name for name, one in newest.items() if one is None], waiting=waiting,
    )  # fmt: skip


def mine(user: User, dataset: str) -> list[Manifest]:
    """All versions of a dataset, oldest first, for somebody who looks after it; `NotFound` for everybody else."""
    versions = _versions(dataset)
    if not in_charge(user, versions[-1].owner):
        raise NotFound
    return versions


def version_of(versions: Sequence[Manifest], number: int | None) -> Manifest:
    """The version of a number, or the newest that was not destroyed, or the newest."""
    if number is None:
        lake = the_lake()
        return next((one for one in reversed(versions) if lake.certificate(one) is None), versions[-1])
    found = next((one for one in versions if one.number == number), None)
    if found is None:
        raise NotFound
    return found


def dataset_page(user: User, dataset: str, number: int | None) -> DatasetPage:
    """One dataset. What a column of a sensitivity above the reader's clearance holds is masked."""
    if not may_see(user):
        raise NotFound
    lake, versions = the_lake(), _versions(dataset)
    shown, newest = version_of(versions, number), versions[-1]
    standard, can = standard_of(shown), in_charge(user, newest.owner)
    certificates = [found for one in versions if (found := lake.certificate(one)) is not None]
    unknown = Text(zh="", en="")
    return DatasetPage(
        dataset=dataset, standard=shown.standard, title=title_of(shown),
        about=text(standard.about) if standard else unknown, provider=text(standard.provider) if standard else unknown,
        owner=office_of(shown.owner), synthetic=shown.synthetic, shown=shown.number,
        sensitivity=max((one.level for one in standard.columns.values()), default=1) if standard else 4,
        versions=_version_rows(lake, versions), quality=_quality(user, shown, standard),
        set_aside=_counted(shown, standard, aside=True), rejected=_counted(shown, standard, aside=False),
        coverage=_coverage(lake, shown), extracted_on=shown.extracted_on,
        models=models_of(shown.standard.partition(".")[0]), retention=_retention(dataset),
        certificates=[certificate_info(one) for one in certificates],
        destroyable=destroyable(lake, versions) if can else [], can=can, hashed=reads_hashes(user),
    )  # fmt: skip


def declare(user: User, dataset: str, given: DeclareGiven) -> DatasetPage:
    """Declare what the newest version is complete for; what was declared stays."""
    manifest = version_of(mine(user, dataset), None)
    unknown = [one.region for one in given.coverage if one.region not in codes("regions")]
    if unknown:
        raise BadRequest(f"没有行政区划{'、'.join(unknown)}", f"there is no region {', '.join(unknown)}", "coverage")
    if given.extracted_on > today():
        raise BadRequest("提取日不能晚于今天", "the day of extraction cannot be after today", "extracted_on")
    for one in given.coverage:
        if one.end < one.start or one.end > given.extracted_on:
            raise BadRequest(
                "止日须在起日之后、提取日之前",
                "a span ends after it begins and before the day of extraction",
                "coverage",
            )
    spans = [Coverage(region=one.region, from_=one.start, to=one.end) for one in given.coverage]
    with transaction.atomic():
        told = [one.model_dump(mode="json", by_alias=True) for one in spans]
        trace(user.username, "data.declare", manifest.name, coverage=told, extracted_on=given.extracted_on.isoformat())
        the_lake().declare_coverage(dataset, spans, given.extracted_on, user.username)
    return dataset_page(user, dataset, None)


def set_retention(user: User, dataset: str, given: RetentionGiven) -> DatasetPage:
    """Say until when a dataset may be kept."""
    newest = mine(user, dataset)[-1]
    with transaction.atomic():
        Retention.objects.update_or_create(
            dataset=dataset, defaults={"until": given.until, "basis": given.basis.strip(), "by": user, "at": now()}
        )
        trace(user.username, "data.retain", newest.dataset, until=given.until.isoformat(), basis=given.basis)
    return dataset_page(user, dataset, None)


def reasons_of(standard: Standard | None, counted: dict[str, int]) -> list[Counted]:
    """Reasons with their words."""
    found = []
    for code, count in counted.items():
        zh, en = reason_words(standard, code) if standard is not None else (code, code)
        found.append(Counted(code=code, zh=zh, en=en, count=count))
    return found


def _versions(dataset: str) -> list[Manifest]:
    try:
        found = the_lake().versions(dataset)
    except LakeError:
        raise NotFound from None
    if not found:
        raise NotFound
    return found


def _open(lake: Lake, manifest: Manifest) -> int:
    """Rows nobody decided on, in the quarantines a version stands on."""
    line = [one for one in lake.line_of(manifest) if one.quarantine is not None]
    decided = Mark.objects.filter(of__in=[one.version for one in line]).count()
    return sum(one.counts.quarantined for one in line) - decided


def _version_rows(lake: Lake, versions: Sequence[Manifest]) -> list[VersionRow]:
    """Newest first."""
    hashes = [one.version for one in versions]
    marked = Mark.objects.filter(of__in=hashes).values("of", "decision").annotate(n=Count("pk"))
    counted: dict[tuple[str, str], int] = {(row["of"], row["decision"]): row["n"] for row in marked}
    people = {
        one.made: Person(username=one.by.username, name=one.by.name)
        for one in Upload.objects.filter(made__in=[one.version for one in versions])
        .select_related("by")
        .order_by("-id")
    }
    resting = runs_on(lake, versions[-1].dataset)
    rows = []
    for one in reversed(versions):
        marks = {decision: counted.get((one.version, decision.value), 0) for decision in Decision}
        gone, (zh, en) = lake.certificate(one), DELIVERIES[one.delivery]
        files = {} if not one.sources else {source.sha256: source for source in one.sources}
        rows.append(
            VersionRow(
                number=one.number, version=one.version, delivery=Coded(code=one.delivery, zh=zh, en=en),
                created=one.created, extracted_on=one.extracted_on, rows=one.rows,
                counts=RecordCounts(**one.counts.model_dump()), removed=one.removed_rows,
                open=one.counts.quarantined - sum(marks.values()), mended=marks[Decision.MENDED],
                dismissed=marks[Decision.DISMISSED], delivered=marks[Decision.DELIVERED],
                sources=[source_said(source) for source in files.values()],
                by=people.get(one.version), proofs=len(resting.get(one.version, [])),
                destroyed=datetime.fromisoformat(gone.destroyed_on) if gone is not None else None,
            )
        )  # fmt: skip
    return rows


def _quality(user: User, manifest: Manifest, standard: Standard | None) -> list[ColumnQualityInfo]:
    return [_column(user, manifest, standard, one) for one in manifest.quality] if standard is not None else []


def _column(user: User, manifest: Manifest, standard: Standard, one: ColumnQuality) -> ColumnQualityInfo:
    column = standard.columns.get(one.column)
    level, label = (column.level, text(column.label)) if column else (4, Text(zh=one.column, en=one.column))
    kind = column.mask_kind if column else None
    rejected = sum(manifest.reasons.get(f"{why}:{one.column}", 0) for why in ("missing", "damaged"))
    return ColumnQualityInfo(
        name=one.column, label=label, level=level, required=bool(column and column.required), filled=one.filled,
        missing=one.missing, damaged=one.damaged, changed=one.changed, repaired=one.repaired, unusable=one.unusable,
        rejected=rejected, distinct=one.distinct, least=mask(one.least, kind, level, user.clearance),
        most=mask(one.most, kind, level, user.clearance),
        reasons=[Counted(code=code, zh=word(code), en=word(code, "en"), count=n) for code, n in one.reasons.items()],
    )  # fmt: skip


_ASIDE = {
    "blank": ("空行", "blank lines"), "title": ("标题行", "title lines"), "total": ("合计行", "total lines"),
    "note": ("说明行", "notes"), "resent": ("重复送来的行", "rows sent again"),
    "repeated": ("同批重复的行", "rows told twice in one delivery"),
}  # fmt: skip


def _counted(manifest: Manifest, standard: Standard | None, *, aside: bool) -> list[Counted]:
    """Why records are not rows: those set aside, or those in quarantine."""
    chosen = {code: n for code, n in manifest.reasons.items() if (code in _ASIDE) == aside}
    if not aside:
        return reasons_of(standard, chosen)
    return [Counted(code=code, zh=_ASIDE[code][0], en=_ASIDE[code][1], count=n) for code, n in chosen.items()]


def _coverage(lake: Lake, manifest: Manifest) -> list[CoverageRow]:
    """What a version is complete for, with who declared it where that was after intake."""
    line = {one.version for one in lake.line_of(manifest)}
    later = {span: one for one in lake.declarations(manifest.dataset) if one.version in line for span in one.coverage}
    found = []
    for span in lake.coverage(manifest):
        told, declared = page_coverage(span), later.get(span)
        found.append(
            CoverageRow(
                region=Text(zh=told.region.zh, en=told.region.en),
                start=span.from_,
                end=span.to,
                by=declared.by if declared else None,
                declared=declared.declared if declared else None,
            )
        )
    return found


def _retention(dataset: str) -> RetentionInfo | None:
    found = Retention.objects.select_related("by").filter(dataset=dataset).first()
    if found is None:
        return None
    by = Person(username=found.by.username, name=found.by.name)
    return RetentionInfo(until=found.until, basis=found.basis, by=by, expired=found.until < today())
