"""What somebody who builds a model is warned of, in words for who is no programmer: one table, one function a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from mingjian.collision import Doubt, Plan, Relation
from mingjian.collision.plan import BoundStep
from mingjian.engines import QueryEngine
from mingjian.engines.dialect import name as quoted
from mingjian.models.minimal import clue_columns
from mingjian.models.relations import need_standard
from mingjian.models.sketch import Sketch
from mingjian.models.steps import words_of
from mingjian.runs.reasons import reason_text

__all__ = ["CAUTIONS", "MUCH", "Caution", "cautions_of_rows", "cautions_of_text", "doubled_keys"]

MUCH = 0.05
"""Share of a step's rows above which being undetermined is told: a twentieth, as the plan has it (a judgement)."""

CAUTIONS: dict[str, tuple[str, str]] = {
    "outside_coverage": (
        "“{step}”有 {rows} 行（占 {share}）在“{of}”声明的覆盖之外，不能认定缺失，记为待定：请核对地区、期间或补充声明",
        "{rows} rows of '{step}' ({share}) lie outside the declared coverage of '{of}': nothing is called absent "
        "there, they are undetermined. Check region and days, or declare more coverage",
    ),
    "name_as_key": (
        "“{step}”只用姓名或名称（{columns}）对人：同名的会被当成同一个，请改用证号，或再加能区分的列",
        "'{step}' tells who is who by name alone ({columns}): people of one name become one. Use an identifier, or add "
        "a column that tells them apart",
    ),
    "multiplies": (
        "“{step}”有 {rows} 行，比每个输入都多（{of}）：一行对上了多行，后面的计数和金额会重复",
        "'{step}' has {rows} rows, more than any of its inputs ({of}): one row meets several, and counts and amounts "
        "behind it are too high",
    ),
    "keeps_all": (
        "“{step}”的 {rows} 行一行也没有去掉：条件可能太宽，或者是多余的一步",
        "'{step}' keeps all of its {rows} rows: the condition may be too wide, or the step is not needed",
    ),
    "keeps_none": (
        "“{step}”的 {rows} 行一行也没有留下：条件可能写反了，或与数据的写法不一致",
        "'{step}' keeps none of its {rows} rows: the condition may be the wrong way round, or the data are written "
        "otherwise",
    ),
    "much_undetermined": (
        "“{step}”有 {rows} 行（占 {share}）无法判定，主要原因：{reason}",
        "{rows} rows of '{step}' ({share}) are undetermined, mostly because {reason}",
    ),
    "key_not_unique": (
        "线索键（{columns}）不唯一：“{step}”的 {rows} 行只成为 {clues} 条线索，同键的行并为一条",
        "the key of the clue ({columns}) is not unique: {rows} rows of '{step}' become {clues} clues, rows with one "
        "key fall together",
    ),
    "unused_parameter": ("参数“{step}”没有任何步骤用到", "no step uses the parameter '{step}'"),
    "unused_column": (
        "“{step}”新增的列（{columns}）后面没有用到",
        "the columns that '{step}' makes ({columns}) are never used",
    ),
}
"""Kind → what is said in Chinese and English."""


@dataclass(frozen=True)
class Caution:
    """A warning: its kind, the need, step or parameter it is about, and what is said."""

    kind: str
    about: str
    zh: str
    en: str


class Counted(Protocol):
    """What is known of a need or step."""

    @property
    def count(self) -> int | None:
        """Rows; None while unknown."""
        ...

    @property
    def undetermined(self) -> tuple[Doubt, ...]:
        """Rows that could not be decided, by reason and input."""
        ...


def cautions_of_text(sketch: Sketch) -> Iterator[Caution]:
    """What can be told without any data."""
    for step in sketch.plan.steps if sketch.plan is not None else ():
        columns = _names_alone(sketch, step)
        if columns:
            yield _caution("name_as_key", step.name, columns=_listed(columns))
    if sketch.plan is not None and sketch.clue is not None:
        relation = sketch.plan.relation(sketch.clue.from_)
        if all(_is_name(sketch, relation, column) for column in sketch.clue.key):
            yield _caution("name_as_key", sketch.clue.from_, columns=_listed(sketch.clue.key))
        yield from _unused_columns(sketch, sketch.plan)
    for name in sketch.idle:
        yield _caution("unused_parameter", name)


def cautions_of_rows(sketch: Sketch, plan: Plan, looks: Mapping[str, Counted]) -> Iterator[Caution]:
    """What shows in the rows and counts of every step. ``plan`` is the one that ran, with the steps it adds."""
    for step in plan.steps:
        found = looks.get(step.name)
        counts = [one.count for name in step.inputs if (one := looks.get(name)) is not None and one.count is not None]
        if found is None or found.count is None or len(counts) < len(step.inputs):
            continue
        own = step.name in sketch.names
        about = step.name if own else step.inputs[0]
        yield from _doubtful(
            sketch, step, about, found, dict(zip((a for a, _ in step.step.inputs), counts, strict=True))
        )
        verb = step.step.operator.verb
        if own and verb in ("match", "within") and found.count > max(counts):
            told = "、".join(map(str, counts))
            yield _caution("multiplies", about, rows=found.count, of=(told, ", ".join(map(str, counts))))
        if own and verb == "filter" and counts[0]:
            kind = {counts[0]: "keeps_all", 0: "keeps_none"}.get(found.count)
            if kind is not None:
                yield _caution(kind, about, rows=counts[0])


def doubled_keys(sketch: Sketch, engine: QueryEngine, table: str) -> Iterator[Caution]:
    """Whether rows of the last step share the key of the clue. Raises `EngineError`."""
    if sketch.clue is None:
        return
    key = ", ".join(quoted(name) for name in sketch.clue.key)
    sql = f"SELECT coalesce(sum(n), 0), count(*) FROM (SELECT count(*) AS n FROM {quoted(table)} GROUP BY {key})"
    rows, clues = engine.run(sql, sketch.clue.from_)[0]
    if rows > clues:
        yield _caution("key_not_unique", sketch.clue.from_, columns=_listed(sketch.clue.key), rows=rows, clues=clues)


def _doubtful(
    sketch: Sketch, step: BoundStep, about: str, found: Counted, given: Mapping[str, int]
) -> Iterator[Caution]:
    outside = sum(doubt.rows for doubt in found.undetermined if doubt.reason == "outside_coverage")
    first = next(iter(given.values()))
    if outside:
        yield _caution(
            "outside_coverage", about, rows=outside, share=_share(outside, first), of=_listed_by(sketch, step)
        )
    others = [doubt for doubt in found.undetermined if doubt.reason != "outside_coverage"]
    rows = sum(doubt.rows for doubt in others)
    base = sum(given.get(alias, 0) for alias in {doubt.alias for doubt in others})
    if rows > MUCH * base:
        leading = max(others, key=lambda doubt: doubt.rows).reason
        yield _caution("much_undetermined", about, rows=rows, share=_share(rows, base), reason=reason_text(leading))


def _listed_by(sketch: Sketch, step: BoundStep) -> str:
    """The list whose silence is asked, by its name in the file."""
    own = next((one for one in sketch.model.steps if one.name == step.name), step.step)
    return own.inputs[-1][1]


def _unused_columns(sketch: Sketch, plan: Plan) -> Iterator[Caution]:
    """Columns that a step behind the clue makes by ``take`` or ``find`` and nothing reads."""
    assert sketch.clue is not None
    available = frozenset(field.name for field in plan.relation(sketch.clue.from_).visible)
    read = plan.needs(sketch.clue.from_, clue_columns(sketch.clue, available), lineage=False)
    for step in plan.upstream(sketch.clue.from_):
        body = sketch.model.definition.steps[step.name]
        made = [(option, name) for option in ("take", "find") for name in _entries(body.get(option))]
        idle = [name for option, name in made if name not in read[step.name] | _other_words(body, option, name)]
        if idle:
            yield _caution("unused_column", step.name, columns=_listed(idle))


def _other_words(body: Mapping[str, Any], option: str, name: str) -> set[str]:
    """Words of a step but for what makes this column."""
    rest = {key: value for key, value in _entries(body[option]).items() if key != name}
    return words_of({**body, option: rest})


def _entries(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _names_alone(sketch: Sketch, step: BoundStep) -> list[str]:
    """The key columns of a join when all of them are names."""
    pairs = getattr(step.step.operator, "on", None)
    if not isinstance(pairs, tuple) or not pairs or sketch.plan is None or step.step.operator.verb == "similar":
        return []
    left = sketch.plan.relation(step.inputs[0])
    columns = [pair[0].rpartition(".")[2] for pair in pairs if isinstance(pair, tuple)]
    return columns if columns and all(_is_name(sketch, left, column) for column in columns) else []


def _is_name(sketch: Sketch, relation: Relation, column: str) -> bool:
    """Whether a column is the name of a person or company, taken unchanged from a list."""
    found = relation.field(column)
    need = sketch.model.needs.get(found.origin[0]) if found is not None and found.origin is not None else None
    standard = need_standard(need) if need is not None else None
    if found is None or found.origin is None or standard is None:
        return False
    return any(subject.weak_name == found.origin[1] for subject in standard.subjects.values())


def _share(rows: int, of: int) -> str:
    return f"{100 * rows / of:.1f}%" if of else "—"


def _listed(names: Any) -> tuple[str, str]:
    return "、".join(names), ", ".join(names)


def _caution(kind: str, about: str, **values: Any) -> Caution:
    """Said in both languages; a pair of texts is one for each."""
    zh, en = CAUTIONS[kind]
    texts = [{key: v[n] if isinstance(v, tuple) else v for key, v in values.items()} for n in (0, 1)]
    return Caution(kind, about, zh.format(step=about, **texts[0]), en.format(step=about, **texts[1]))
