"""The mapping of a delivery as a page shows it. What is suggested, remembered and judged comes from the library."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db import transaction
from pydantic import ValidationError

from mingjian.desk.data.delivery_schemas import (
    ColumnFrom,
    ColumnPlan,
    DeliveryDraft,
    HeaderInfo,
    MappingGiven,
    NoteInfo,
    PlanInfo,
    PlanQuery,
    Said,
    StandardInfo,
    UploadPage,
)
from mingjian.desk.data.models import State, Upload
from mingjian.desk.data.receiving import change, find_upload, place_of, upload_info
from mingjian.desk.data.words import in_charge, models_of, seen, type_of
from mingjian.desk.errors import BadRequest
from mingjian.desk.lake import the_lake
from mingjian.desk.now import today
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.people import office_code
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Text, text
from mingjian.intake import UNITS, Intake, IntakeError, MappingFile, MappingPlan, Message, Options, judge, under_seal
from mingjian.intake import From as Origin
from mingjian.intake.mapping import source_of
from mingjian.lake import Coverage, LakeError
from mingjian.lake.layout import check_name
from mingjian.standards import Standard, codes, standards

__all__ = ["coverage_of", "list_standards", "mapping_of", "page", "save", "standards_there"]

_OPEN = (State.UPLOADED, State.MAPPED, State.FAILED)
_SHOWN = 5
_READ = {
    "encoding": ("编码", "encoding"), "delimiter": ("分隔符", "delimiter"), "sheet": ("工作表", "sheet"),
    "header_lines": ("表头行", "header lines"), "date_order": ("日期顺序", "order of dates"),
}  # fmt: skip


def page(user: User, number: int, query: PlanQuery) -> UploadPage:
    """A delivery with its mapping: as saved, as remembered for its source, or as suggested."""
    return _page(user, find_upload(user, number), query)


def save(user: User, number: int, given: MappingGiven) -> UploadPage:
    """Keep what was chosen, right or wrong; the page tells all that is wrong at its place. Only what has no fault can
    be imported."""
    upload = find_upload(user, number)
    draft = DeliveryDraft.model_validate(given.model_dump(exclude={"version"}))
    kept = draft.model_dump(mode="json")
    with transaction.atomic():
        upload = change(upload, given.version, states=_OPEN, draft=kept, state=State.UPLOADED.value, job=None)
        trace(user.username, "data.map", f"upload {upload.pk}", standard=draft.standard, delivery=draft.delivery)
    made = _page(user, upload, PlanQuery())
    if made.plan is not None and not any(one.error for one in made.plan.notes) and not made.said:
        Upload.objects.filter(pk=upload.pk, version=upload.version).update(state=State.MAPPED.value)
        return _page(user, find_upload(user, number), PlanQuery())
    return made


def mapping_of(upload: Upload, header: Sequence[str] = ()) -> MappingFile:
    """The mapping a delivery is loaded by."""
    draft = DeliveryDraft.model_validate(upload.draft)
    columns = {name: _origin(one) for name, one in draft.columns.items() if one.header or one.value}
    return MappingFile(
        source=source_of(place_of(upload).name), standard=draft.standard, dataset=draft.dataset or None,
        columns=columns, header=tuple(header), options=_options(draft),
    )  # fmt: skip


def coverage_of(draft: DeliveryDraft) -> tuple[Coverage, ...]:
    """The coverage declared with a delivery. Raises pydantic's `ValidationError`."""
    return tuple(Coverage(region=one.region, from_=one.start, to=one.end) for one in draft.coverage)


def list_standards() -> list[StandardInfo]:
    """All canonical datasets, by title."""
    there = standards_there()
    found = [
        StandardInfo(
            id=one.major, title=text(one.title), about=text(one.about), provider=text(one.provider),
            words=" ".join(" ".join(column.headers) for column in one.columns.values()),
            models=len(models_of(one.major)), there=one.major in there,
        )
        for one in standards().values()
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.title.zh)


def standards_there() -> set[str]:
    """The standards (`id@1`) of which some version is there."""
    lake = the_lake()
    newest = (lake.latest(name) for name in lake.datasets())
    return {one.standard.partition(".")[0] for one in newest if one is not None}


def _page(user: User, upload: Upload, query: PlanQuery) -> UploadPage:
    can = upload.stands in _OPEN
    draft = (
        DeliveryDraft.model_validate(upload.draft)
        if upload.draft
        else DeliveryDraft(standard="", owner=user.office.code)
    )
    said: list[Said] = []
    plan = None
    if can and not upload.mends:
        plan, draft = _plan(user, upload, draft, query, said)
    below = Office.objects.filter(pk__in=user.offices_below).order_by("path")
    return UploadPage(
        **upload_info(upload).model_dump(), draft=draft, plan=plan, said=said,
        owners=[office_code(one) for one in below], units=["元", *UNITS], can_change=can and not upload.mends,
        can_import=upload.stands in (State.MAPPED, State.FAILED) and not said,
    )  # fmt: skip


def _plan(
    user: User, upload: Upload, draft: DeliveryDraft, query: PlanQuery, said: list[Said]
) -> tuple[PlanInfo | None, DeliveryDraft]:
    """The plan, and the draft with what the plan chose where nobody did. `said` takes what keeps it from being made."""
    wanted = query.standard or draft.standard or None
    own = bool(draft.columns) and wanted == draft.standard and not query.anew
    try:
        found, changed = _look(place_of(upload), upload.sha256, wanted, _options(draft), anew=own or query.anew)
    except IntakeError as error:
        said += _said(error.messages)
        return None, draft
    if not own:
        chosen = {
            name: ColumnFrom(header=one.from_, value=one.value, unit=one.unit)
            for name, one in found.mapping.columns.items()
        }
        draft = draft.model_copy(update={"standard": found.mapping.standard, "columns": chosen})
    standard = found.mapping.standard_used()
    upload.draft = draft.model_dump(mode="json")
    notes = [
        NoteInfo(column=one.column, error=one.error, zh=one.zh, en=one.en)
        for one in judge(mapping_of(upload, found.header), standard, found.header, found.samples)
    ]
    notes += _faults(user, draft, standard)
    if changed:
        said_before = "；".join(one.zh for one in changed), "; ".join(one.en for one in changed)
        zh = f"记住的对应关系不能用：{said_before[0]}。下面是重新建议的。"
        en = f"The remembered mapping does not fit: {said_before[1]}. Below is a new suggestion."
        notes.append(NoteInfo(column="", error=False, zh=zh, en=en))
    remembered = found.remembered and not own
    return _plan_info(user, found, standard, draft, notes, remembered=remembered), draft


def _look(
    place: Path, sha256: str, standard: str | None, options: Options, *, anew: bool
) -> tuple[MappingPlan, tuple[Message, ...]]:
    """The plan; and, where a mapping is remembered that does not fit any more, why not."""
    known = None if anew else Intake(the_lake()).remembered(source_of(place.name))
    if known is not None and standard in (None, known.standard):
        try:
            return _planned(str(place), sha256, standard, known.options.model_dump_json(), known.to_yaml()), ()
        except IntakeError as error:
            return _planned(
                str(place), sha256, standard or known.standard, options.model_dump_json(), b""
            ), error.messages
    return _planned(str(place), sha256, standard, options.model_dump_json(), b""), ()


@lru_cache(maxsize=32)
def _planned(place: str, sha256: str, standard: str | None, options: str, remembered: bytes) -> MappingPlan:
    """A look at the file; kept, since the same page is asked for again and again."""
    del sha256  # the same place may hold another file later
    intake = Intake(the_lake())
    if remembered:
        return intake.plan(Path(place), standard)
    return intake.plan(Path(place), standard, options=Options.model_validate_json(options), anew=True)


def _plan_info(
    user: User, found: MappingPlan, standard: Standard, draft: DeliveryDraft, notes: list[NoteInfo], *, remembered: bool
) -> PlanInfo:
    guessed = {one.column: one for one in found.suggestions}
    open_ = _not_sealed(found, standard, draft)
    cells = {name: _cells(open_, place) for place, name in enumerate(found.header)}
    columns, by_header = [], {}
    for column in standard.columns.values():
        chosen = draft.columns.get(column.name, ColumnFrom())
        guess = guessed.get(column.name)
        sure = guess is not None and guess.header == chosen.header
        if chosen.header:
            by_header[chosen.header] = column
        values = cells.get(chosen.header or "", [])
        columns.append(
            ColumnPlan(
                name=column.name, label=text(column.label), type=type_of(column), required=column.required,
                level=column.level, note=text(column.note) if column.note else None, money=column.type == "money",
                chosen=chosen, confidence=guess.confidence if guess is not None and sure else None,
                why=Text(zh=guess.why_zh, en=guess.why_en) if guess is not None and sure else None,
                samples=[seen(one, column, user.clearance) for one in values],
                masked=bool(values) and column.level > user.clearance,
            )
        )  # fmt: skip
    headers = [_header(user, name, values, by_header.get(name)) for name, values in cells.items()]
    return PlanInfo(
        source=found.mapping.source, standard=standard.major, title=text(standard.title), remembered=remembered,
        columns=columns, headers=headers, notes=notes, read=_read(found.details),
    )  # fmt: skip


def _header(user: User, name: str, values: list[str], column: Any) -> HeaderInfo:
    shown = [seen(one, column, user.clearance) for one in values]
    return HeaderInfo(name=name, samples=shown, masked=shown != values)


def _not_sealed(found: MappingPlan, standard: Standard, draft: DeliveryDraft) -> list[Sequence[str]]:
    """The sample records that are not under seal, by what the draft takes for the mark."""
    origins = {name: _origin(one) for name, one in draft.columns.items() if one.header or one.value}
    return [
        one for one in found.samples
        if not under_seal(standard, origins, dict(zip(found.header, one, strict=False)))
    ]  # fmt: skip


def _cells(samples: Iterable[Sequence[str]], place: int) -> list[str]:
    filled = (one[place].strip() for one in samples if place < len(one))
    return [one[:80] for one in filled if one][:_SHOWN]


def _read(details: dict[str, Any]) -> list[Said]:
    """How the file was read, in words."""
    told = []
    for key, value in details.items():
        if key in _READ and value not in (None, "", []):
            said = "-".join(map(str, value)) if isinstance(value, list) else str(value)
            told.append(Said(zh=_READ[key][0], en=_READ[key][1], where={"\t": "Tab"}.get(said, said)))
    return told


def _faults(user: User, draft: DeliveryDraft, standard: Standard) -> list[NoteInfo]:
    """What is wrong with the delivery beside the mapping, each at its field."""
    found: list[NoteInfo] = []

    def fault(field: str, zh: str, en: str, *, error: bool = True) -> None:
        found.append(NoteInfo(column=field, error=error, zh=zh, en=en))

    name = draft.dataset or standard.id
    try:
        check_name(name)
    except LakeError as error:
        fault("dataset", error.zh, error.en)
        return found
    latest = the_lake().latest(name)
    if latest is not None and not in_charge(user, latest.owner):
        fault(
            "dataset",
            "这个数据集属于别的检察院，请换一个数据集名称",
            "the dataset is another office's: choose another name",
        )
    elif latest is None and draft.delivery != "full":
        fault(
            "delivery",
            "这个数据集还没有版本，首次只能全量导入",
            "the dataset has no version yet: the first delivery is a full one",
        )
    elif latest is not None and latest.standard.partition(".")[0] != standard.major:
        fault("dataset", f"这个数据集用的是标准{latest.standard}", f"the dataset is under {latest.standard}")
    elif latest is not None and draft.delivery == "full":
        fault(
            "delivery", f"全量导入将取代现有的第{latest.number}版（{latest.rows:,}行）",
            f"a full delivery takes the place of version {latest.number} ({latest.rows:,} rows)", error=False,
        )  # fmt: skip
    owner = Office.objects.filter(code=draft.owner).first()
    if owner is None or not user.office.holds(owner):
        fault("owner", "请选择本院或下级院", "choose your own office or one below it")
    if draft.extracted_on is not None and draft.extracted_on > today():
        fault("extracted_on", "提取日不能晚于今天", "the day of extraction cannot be after today")
    found += _coverage_faults(draft)
    return found


def _coverage_faults(draft: DeliveryDraft) -> Iterable[NoteInfo]:
    if draft.coverage and draft.extracted_on is None:
        yield NoteInfo(
            column="extracted_on", error=True, zh="声明覆盖范围须写明提取日", en="coverage needs the day of extraction"
        )
    for number, one in enumerate(draft.coverage):
        field = f"coverage.{number}"
        if one.region not in codes("regions"):
            yield NoteInfo(
                column=field, error=True, zh=f"没有行政区划{one.region}", en=f"there is no region {one.region}"
            )
        if one.end < one.start:
            yield NoteInfo(column=field, error=True, zh="止日早于起日", en="it ends before it begins")
        if draft.extracted_on is not None and one.end > draft.extracted_on:
            yield NoteInfo(
                column=field, error=True, zh="止日晚于提取日：提取之后的数据不可能完整",
                en="it ends after the day of extraction: what came later cannot be complete",
            )  # fmt: skip


def _origin(one: ColumnFrom) -> Origin:
    if one.header:
        return Origin(from_=one.header, unit=one.unit or None)
    return Origin(value=one.value, unit=one.unit or None)


def _options(draft: DeliveryDraft) -> Options:
    given = draft.options
    try:
        return Options(
            encoding=given.encoding or None, delimiter=given.delimiter or None, sheet=given.sheet or None,
            header=tuple(given.header) if given.header else None,
        )  # fmt: skip
    except ValidationError as error:
        raise BadRequest("读取方式有误", f"wrong way of reading: {json.dumps(str(error))[:200]}", "options") from error


def _said(messages: Iterable[Message]) -> list[Said]:
    return [Said(zh=one.zh, en=one.en, where=one.where) for one in messages]
