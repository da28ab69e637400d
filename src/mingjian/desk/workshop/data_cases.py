"""A row of a look becomes a case of the draft's examples: with all that is behind it, without anybody's identity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mingjian.desk.clues.graph import reader_of
from mingjian.desk.errors import BadRequest
from mingjian.desk.lake import the_lake
from mingjian.desk.offices.models import User
from mingjian.desk.workshop.data_looks import own_look
from mingjian.desk.workshop.data_schemas import CaseOfRow
from mingjian.desk.workshop.data_shown import sight_of
from mingjian.desk.workshop.drafts import to_change
from mingjian.desk.workshop.editing import make_edits
from mingjian.desk.workshop.folders import MODEL
from mingjian.desk.workshop.models import DataLook
from mingjian.lake import Lake, LakeError, Manifest
from mingjian.models import ModelErrors
from mingjian.models.editing import as_json
from mingjian.models.examples import read_texts
from mingjian.models.relations import need_standard
from mingjian.models.sketch import sketch_of
from mingjian.runs.case_rows import MOST, CaseRows, case_rows

__all__ = ["case_of_row"]

_REGION = 6


def case_of_row(user: User, number: int, given: CaseOfRow) -> None:
    """Write the case into the file of examples of the look's day, which is made where there is none; two edits then."""
    draft = to_change(user, number, given.version)
    look = own_look(user, draft, given.look)
    found = _rows(user, look, given)
    file = f"examples/looked-{look.as_of:%Y-%m-%d}.yaml"
    body: dict[str, Any] = {"zh": given.zh.strip(), "en": given.en.strip() or given.name.replace("_", " ")}
    body["rows"] = found.rows
    if given.fires:
        body["clues"] = [{}]
    edits: list[dict[str, Any]] = []
    if file not in draft.files:
        edits.append({"kind": "add_examples", "file": file, "as_of": as_json(look.as_of)})
    edits += [_covered(file, need, spans) for need, spans in _coverage(look, draft.files.get(file)).items()]
    edits.append({"kind": "add_case", "file": file, "name": given.name, "body": as_json(body)})
    make_edits(user, draft, edits)


def _rows(user: User, look: DataLook, given: CaseOfRow) -> CaseRows:
    rows = look.behind.get(given.step)
    if rows is None or given.row >= len(rows):
        raise BadRequest("没有这一行，请重新试看", "there is no such row: look again", "row")
    sketch, lake = sketch_of(look.text, MODEL), the_lake()
    try:
        manifests = {need: lake.version(name) for need, name in look.datasets.items()}
        seen_by = reader_of(user, tuple(manifests.values()))
        sights = {
            need: sight_of(standard, seen_by, manifest.dataset)
            for need, manifest in manifests.items() if (standard := need_standard(sketch.model.needs[need])) is not None
        }  # fmt: skip
        found = case_rows(lake, sketch.model, manifests, rows[given.row], sights, given.name)
    except LakeError as error:
        raise BadRequest(error.zh, error.en, "look") from error
    if found.more:
        raise BadRequest(
            f"这一行背后及同一主体的数据超过{MOST}行，不宜作示例，请选另一行",
            f"more than {MOST} rows stand behind it and its people: choose another row", "row",
        )  # fmt: skip
    if not found.rows:
        raise BadRequest("这一行背后没有可以取用的数据", "no data that can be taken stand behind this row", "row")
    return found


def _coverage(look: DataLook, text: str | None) -> Mapping[str, list[dict[str, Any]]]:
    """What the data say of their completeness, for needs of which the file says nothing yet."""
    known: set[str] = set()
    if text is not None:
        try:
            known = {need for read in read_texts({"file": text}) for need in read.content.coverage}
        except ModelErrors as errors:
            zh, en = errors.problems[0].text("zh"), errors.problems[0].text("en")
            raise BadRequest(
                f"示例文件有问题，请先改正：{zh}", f"mend the file of examples first: {en}", "name"
            ) from None
    sketch, lake = sketch_of(look.text, MODEL), the_lake()
    found = {need: _spans(lake, lake.version(name)) for need, name in look.datasets.items() if need not in known}
    absent = sketch.model.absent_needs
    return {need: spans for need, spans in found.items() if spans and need in absent}


def _spans(lake: Lake, manifest: Manifest) -> list[dict[str, Any]]:
    """Declared coverage by regions of six digits, which is what a file of examples can say."""
    spans = [one for one in lake.coverage(manifest) if len(one.region) == _REGION]
    return [{"region": one.region, "from": one.from_, "to": one.to} for one in spans]


def _covered(file: str, need: str, spans: list[dict[str, Any]]) -> dict[str, Any]:
    return {"kind": "set", "file": file, "path": ["coverage", need], "value": as_json(spans)}
