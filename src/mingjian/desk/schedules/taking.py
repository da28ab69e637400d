"""Turns of data: files of a folder and rows of a table on their way into the lake, in the steps a data officer takes.

Only what is known goes by itself: a file or table whose mapping was confirmed by somebody before and still fits. All
else waits on its page, where it can be mapped, imported or discarded as any other delivery; the turn follows.
"""

from __future__ import annotations

from collections.abc import Callable

from mingjian.desk.data.delivery_schemas import CoverageGiven, DeliveryDraft, MappingGiven, PlanQuery, UploadPage
from mingjian.desk.data.fetching import fetch, owner_for
from mingjian.desk.data.importing import queue_import
from mingjian.desk.data.mapping import page, save
from mingjian.desk.data.models import State, Upload
from mingjian.desk.data.receiving import check_disk, find_upload, receive, uploads_folder
from mingjian.desk.data.source_schemas import FetchGiven
from mingjian.desk.errors import DeskError
from mingjian.desk.now import today
from mingjian.desk.schedules.folders import Found, look, opened, place_of
from mingjian.desk.schedules.models import Kind, Schedule, Turn, TurnState
from mingjian.desk.schedules.schemas import What
from mingjian.desk.schedules.turns import begin, reasons, settle
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Text
from mingjian.intake.mapping import source_of

__all__ = ["follow", "take_files", "take_table"]

LESS = 0.5
"""A full delivery with less than this share of the bytes of the one before waits for somebody: what is missing from a
list would be taken for absent."""


def take_files(schedule: Schedule, alive: Callable[[], object]) -> bool:
    """Take what is new in a folder; whether some of it has to wait: it is still being written, or comes after another.
    `alive` is called again and again. Raises `DeskError`."""
    what = What.model_validate(schedule.what)
    seen = look(place_of(schedule.by, what.folder))
    waits = bool(seen.growing)
    taken = set(Turn.objects.filter(schedule=schedule).values_list("name", "mark"))
    for found in seen.files:
        if (found.name, found.mark) in taken:
            continue
        if _before(schedule, found):
            waits = True
        else:
            check_disk(uploads_folder(), found.size)  # a full disk is no fault of the file: it is tried again
            _take(schedule, found, alive)
    return waits


def _before(schedule: Schedule, found: Found) -> bool:
    """Whether a delivery of the same source is not over: one follows the other, as they came."""
    source = source_of(found.name)
    unfinished = Turn.objects.filter(schedule=schedule, state__in=[TurnState.OPEN.value, TurnState.HELD.value])
    return any(source_of(name) == source for name in unfinished.values_list("name", flat=True))


def _take(schedule: Schedule, found: Found, alive: Callable[[], object]) -> None:
    """One file; one that is refused is a turn that failed, and is not looked at again until it changes."""
    name = found.name

    def also(upload: Upload) -> None:
        begin(schedule, name, mark=found.mark, upload=upload)
        _trace(schedule, upload)

    try:
        with opened(found) as file:

            def read(size: int) -> bytes:
                alive()
                return file.read(size)

            receive(schedule.by, name, read, found.size, also)
    except DeskError as error:
        settle(begin(schedule, name, mark=found.mark), TurnState.FAILED, error.zh, error.en)


def take_table(schedule: Schedule) -> None:
    """Fetch a table, unless the last time is not over. Raises `DeskError`."""
    if Turn.objects.filter(schedule=schedule, state__in=[TurnState.OPEN.value, TurnState.HELD.value]).exists():
        return
    what = What.model_validate(schedule.what)

    def also(upload: Upload) -> None:
        begin(schedule, f"{what.space}.{what.table}" if what.space else what.table, upload=upload)
        _trace(schedule, upload)

    given = FetchGiven(space=what.space, table=what.table, columns=what.columns, newer=what.newer)
    fetch(schedule.by, what.source, given, also)


def _trace(schedule: Schedule, upload: Upload) -> None:
    """That nobody did it by hand."""
    trace(schedule.by.username, "schedule.take", f"schedule {schedule.pk}", upload=upload.pk, name=upload.name)


def follow(turn: Turn) -> None:
    """Bring a turn on by one step, from where its delivery stands. Raises `DeskError`."""
    upload = turn.upload
    if upload is None:
        return
    state = upload.stands
    if state is State.UNFETCHED:
        _unfetched(turn, upload)
    elif state is State.UPLOADED:
        _map(turn, upload)
    elif state is State.MAPPED:
        _load(turn, upload)
    elif state is State.FAILED:
        said = reasons(upload.job)
        _hold(turn, f"导入未成功：{said.zh}", f"the import failed: {said.en}")
    elif state is State.IMPORTED:
        settle(turn, TurnState.DONE, *_imported(upload))
    elif state is State.DISCARDED:
        settle(turn, TurnState.DONE, "已由人员放弃", "somebody discarded it")
    elif turn.state == TurnState.HELD.value:
        settle(turn, TurnState.OPEN)  # somebody took it on


def _unfetched(turn: Turn, upload: Upload) -> None:
    kinds = {one["kind"] for one in upload.job.errors} if upload.job is not None else set()
    said = reasons(upload.job)
    settle(turn, TurnState.NOTHING if kinds == {"empty"} else TurnState.FAILED, said.zh, said.en)


def _map(turn: Turn, upload: Upload) -> None:
    """Map a delivery as its source was mapped before, and go on."""
    if turn.state == TurnState.HELD.value:
        return
    shown = page(turn.schedule.by, upload.pk, PlanQuery())
    if shown.plan is None or not shown.plan.remembered:
        because = _notes(shown)
        zh = "还没有为此来源确认过对应关系，请人工对应一次，以后自动进行"
        en = "its columns were not mapped before: map them once, later ones go by themselves"
        _hold(turn, because.zh or zh, because.en or en)
        return
    draft = _draft(turn.schedule, upload, shown)
    made = save(turn.schedule.by, upload.pk, MappingGiven(**draft.model_dump(), version=shown.version))
    if made.state.code != State.MAPPED.value:
        because = _notes(made)
        _hold(turn, because.zh, because.en)
        return
    _load(turn, find_upload(turn.schedule.by, upload.pk))


def _draft(schedule: Schedule, upload: Upload, shown: UploadPage) -> DeliveryDraft:
    """The mapping that is remembered, and the delivery as the schedule says it."""
    what = What.model_validate(schedule.what)
    given = {"extracted_on": today(), "coverage": [
        CoverageGiven(region=one.region, start=one.start, end=today()) for one in what.covers
    ]}  # fmt: skip
    if schedule.kind == Kind.FOLDER.value:
        before = _former(upload)
        given |= {"delivery": what.delivery if before is not None else "full"}
        given |= {"owner": owner_for(schedule.by, before), "dataset": before.dataset if before is not None else ""}
    return shown.draft.model_copy(update=given)


def _former(upload: Upload) -> Upload | None:
    """The last delivery of the same source that the office imported."""
    source = source_of(upload.name)
    earlier = Upload.objects.filter(
        office=upload.office, source=upload.source, state=State.IMPORTED.value, pk__lt=upload.pk, mends=""
    )  # fmt: skip
    return next((one for one in earlier.order_by("-id")[:200] if source_of(one.name) == source), None)


def _load(turn: Turn, upload: Upload) -> None:
    if turn.state == TurnState.HELD.value:
        return
    if not turn.schedule.what.get("load", True):
        _hold(turn, "已对应，请核对后导入", "mapped: look at it and import it")
        return
    former, delivery = _former(upload), upload.draft.get("delivery")
    if former is not None and delivery == "full" and upload.size < LESS * former.size:
        share = f"{upload.size / former.size:.0%}"
        _hold(
            turn, f"全量数据的大小只有上次的{share}，可能不全：请核对后导入",
            f"a full delivery of {share} of the size of the last one: it may not be whole; look, then import it",
        )  # fmt: skip
        return
    queue_import(turn.schedule.by, upload, upload.version)


def _hold(turn: Turn, zh: str, en: str) -> None:
    if (turn.state, turn.said_zh) != (TurnState.HELD.value, zh[:500]):
        settle(turn, TurnState.HELD, zh, en)


def _notes(shown: UploadPage) -> Text:
    """What is wrong with a delivery, first things first."""
    wrong = [] if shown.plan is None else [one for one in shown.plan.notes if one.error]
    told = [(one.zh, one.en) for one in (*shown.said, *wrong)][:3]
    return Text(zh="；".join(zh for zh, _ in told), en="; ".join(en for _, en in told))


def _imported(upload: Upload) -> tuple[str, str]:
    result = upload.result
    if result.get("there"):
        return "相同的数据已经导入过", "the same data was there already"
    counts = result.get("counts", {})
    taken, aside = f"{counts.get('accepted', 0):,}", f"{counts.get('quarantined', 0):,}"
    number = result.get("number")
    return (
        f"{upload.dataset} 第{number}版：接收{taken}条，隔离{aside}条",
        f"{upload.dataset}, version {number}: {taken} accepted, {aside} quarantined",
    )
