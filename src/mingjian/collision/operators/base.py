"""What an operator is: typed options that bind to input relations and then plan SQL.

Three steps. *Options*: a pydantic model, checked for shape when the file is read. *Bind*: names and expressions are
checked against the inputs, all problems collected; the result knows the output relation. *Plan*: given which output
columns are needed and where the inputs stand, the SQL of the determined rows and of the undetermined ones.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from mingjian.collision.expressions import Given, Scope, Side, Typed, compile_expression
from mingjian.collision.problems import Problem, StepErrors, nearest
from mingjian.collision.relation import Covered, Field, Relation
from mingjian.engines import Kernel, Kind
from mingjian.engines.dialect import name as quoted

__all__ = [
    "ASIDE",
    "BARE",
    "MAY",
    "OPEN",
    "PLACE",
    "STAGES",
    "Binder",
    "Bound",
    "Change",
    "Context",
    "Operator",
    "Reach",
    "Source",
    "StepPlan",
]

ASIDE = "~aside"
"""What a stage is called after the step's table that has the rows set aside (`Bound.aside`)."""

BARE, MAY, OPEN = "~bare", "~may", "~open"
"""What stages are called after the step's table that have the rows of the one input which no row of the other meets or
may meet, those which one may meet and none meets, and these rows of the other (`Bound.grows`)."""

PLACE = "_n"
"""The column with a row's place among those of its stage, which is another place in the next run."""

STAGES = (ASIDE, BARE, MAY, OPEN)
"""Stages that are kept from run to run as steps are."""

Change = Literal["row", "keyed", "global"]
"""How a step takes a change of its inputs: row by row, key by key, or only as a whole."""


@dataclass(frozen=True)
class Context:
    """What a run gives to every step.

    ``covered`` is the declared coverage of each need, None for a need without one. ``covered=None`` is for checking a
    model without data: ``absent`` then binds, and would find everything outside coverage.
    """

    parameters: Mapping[str, Given] = field(default_factory=dict)
    as_of: date = date(2000, 1, 1)
    covered: Mapping[str, tuple[Covered, ...] | None] | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where an input stands: a table or view, and the columns it physically has.

    ``stored``: its rows lie in a file or table, so that reading a part of them once more costs little.
    """

    table: str
    columns: frozenset[str]
    stored: bool = False

    @property
    def sql(self) -> str:
        """The quoted table name."""
        return quoted(self.table)


@dataclass(frozen=True, slots=True)
class Reach:
    """A column by which an input is cut down; ``nulls``: rows without a value in it are wanted all the same."""

    column: str
    nulls: bool = False


@dataclass(frozen=True, slots=True)
class StepPlan:
    """The SQL of a step.

    ``stages`` are temporary tables made first, in order: a name, and SQL or a kernel. ``sql`` gives the determined
    rows, with exactly the needed columns; ``view`` says it is cheap enough to stay a view. Each of ``undetermined``
    gives ``reason, alias, source, _row``: why, which input, which need, the number of a row there. A group is named by
    its first row, what is made of several needs by the row it came from (:mod:`mingjian.collision.operators.telling`);
    null only where the numbers were dropped on the way, being too many to gather.
    """

    sql: str
    stages: tuple[tuple[str, str | Kernel], ...] = ()
    undetermined: tuple[str, ...] = ()
    view: bool = False

    @property
    def told(self) -> tuple[str, ...]:
        """What runs, in order, for people to read."""
        return (*(made if isinstance(made, str) else made.told for _, made in self.stages), self.sql)


class Bound(ABC):
    """An operator bound to its inputs: checked, typed, ready to plan."""

    output: Relation
    gathers: bool = False
    """Whether witnesses are gathered into lists, which costs memory before groups are chosen."""
    keeps_rows: bool = False
    """Whether the output has exactly the rows of its inputs, so that they need not be counted again."""
    settles: bool = False
    """Whether each row of the one input is either in the output or undetermined."""

    @abstractmethod
    def requires(self, needed: frozenset[str]) -> tuple[frozenset[str], ...]:
        """For each input the columns it must have, witnesses included, for ``needed`` columns of the output."""

    @abstractmethod
    def plan(self, needed: frozenset[str], sources: Sequence[Source], table: str) -> StepPlan:
        """The SQL. ``table`` is the name the output will have; stages are named after it."""

    def push(self, column: str) -> tuple[str | None, ...]:
        """Where a restriction of the output to some values of ``column`` may be applied to the inputs.

        For each input the column to restrict, or None to leave it whole. It must be exact: the output rows with those
        values are the same, and complete, when the inputs hold only rows with those values.
        """
        return ()

    def reach(self, column: str, *, apart: bool = False) -> tuple[Reach | None, ...]:
        """As :meth:`push`, but rows without a value may be asked for too, and counts and doubts have to be exact too.

        What is made of the rows with some values of the output column and what is made of all others add up. ``apart``:
        the rows of `aside` are there already.
        """
        return tuple(None if inner is None else Reach(inner) for inner in self.push(column))

    aside: int | None = None
    """Which input has rows without a usable key of which all that is wanted is the stage called `ASIDE` after the
    table, made row by row of them: kept from run to run, it spares reading them all again."""

    spared: frozenset[str] = frozenset()
    """Columns of that input that are wanted for the stage only."""

    def set_aside(self, source: Source) -> str:
        """SQL of that stage over some rows of the input."""
        raise NotImplementedError

    grows: int | None = None
    """Which input may get rows without its others being read again: over the stages `BARE` and `MAY` in the place of
    the other input, and the stage `OPEN`, with what came, in the place of this one, the step makes what differs."""

    opens: bool = False
    """Whether there are stages `MAY` and `OPEN`: else no row of that input may meet one, and not."""

    def carried(self, stage: str, needed: frozenset[str]) -> frozenset[str]:
        """Columns that rows kept of such a stage must have, for ``needed`` columns of the output."""
        raise NotImplementedError

    @property
    def stages(self) -> tuple[str, ...]:
        """What its stages are called that are kept from run to run."""
        asked = {ASIDE: self.aside is not None, BARE: self.grows is not None, MAY: self.opens, OPEN: self.opens}
        return tuple(stage for stage, there in asked.items() if there)

    joins: bool = True
    """Whether rows of several inputs are put together; if not, each input makes its rows for itself."""

    def splits(self, position: int) -> bool:
        """Whether the rows and the doubts that some rows of this input make do not depend on its other rows.

        With the other inputs as they are: what all rows make is then what some make and what the others make.
        """
        return False

    def touched(self, position: int, changed: Source, sources: Sequence[Source], column: str) -> str | None:
        """SQL of the values ``v`` of ``column`` (of the output) that changed rows of an input can make a difference to.

        Asked where :meth:`reach` leaves that input whole, or wants its rows without a value. ``sources`` are the inputs
        as they are now. Values too many do no harm, one too few would; None where it cannot be told.
        """
        return None


class Operator(BaseModel, ABC):
    """Base of all operators. The class docstring is the contract and the source of its documentation page."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    verb: ClassVar[str]
    title: ClassVar[tuple[str, str]]
    change: ClassVar[Change]
    fused: ClassVar[bool] = False
    inputs: ClassVar[tuple[int, int]] = (1, 1)

    @abstractmethod
    def bind(self, name: str, sides: tuple[Side, ...], context: Context) -> Bound:
        """Check against the inputs. Raises :class:`StepErrors` with every problem found."""


class Binder:
    """Collects the problems of one step while names and expressions are looked up."""

    def __init__(self, operator: Operator, sides: tuple[Side, ...], context: Context) -> None:
        self.sides = sides
        self.context = context
        self.problems: list[Problem] = []
        least, most = operator.inputs
        if not least <= len(sides) <= most:
            wants = str(least) if least == most else f"{least}–{most}"
            raise StepErrors([Problem(f"{operator.verb}需要{wants}个输入", f"{operator.verb} needs {wants} inputs")])
        aliases = [side.alias for side in sides]
        if len(set(aliases)) < len(aliases):
            raise StepErrors(
                [Problem("两个输入同名，请各给一个别名", "two inputs have one name: give each an alias",
                         expected_zh="[{earlier: a}, {later: a}]", expected_en="[{earlier: a}, {later: a}]")]
            )  # fmt: skip

    def scope(self, *, equal: Collection[str] = (), sides: tuple[Side, ...] | None = None, **more: Any) -> Scope:
        """The scope of an expression over the inputs (or over the given sides)."""
        return Scope(
            self.sides if sides is None else sides,
            self.context.parameters,
            self.context.as_of,
            frozenset(equal),
            **more,
        )

    def expression(self, text: str, scope: Scope, path: Sequence[str | int], *wants: Kind) -> Typed | None:
        """The checked expression, or None with its problems noted under ``path``."""
        try:
            return compile_expression(text, scope, wants)
        except StepErrors as errors:
            self.problems += [problem.under(*path) for problem in errors.problems]
            return None

    def column(self, name: str, side: int, path: Sequence[str | int]) -> Field | None:
        """A visible column of one input, or None with the problem noted. ``alias.column`` works too."""
        alias, relation = self.sides[side].alias, self.sides[side].relation
        own = relation.field(name) or relation.field(name.removeprefix(f"{alias}."))
        if own is not None and not own.hidden:
            return own
        names = [f.name for f in relation.visible]
        few = names[:12]
        self.problem(
            f"{alias}没有列“{name}”", f"{alias} has no column {name!r}", path,
            expected_zh="、".join(few), expected_en=", ".join(few), nearest=nearest(name, names),
        )  # fmt: skip
        return None

    def problem(self, zh: str, en: str, path: Sequence[str | int], **more: Any) -> None:
        """Note a problem of an option."""
        self.problems.append(Problem(zh, en, path=tuple(path), **more))

    def finish(self) -> None:
        """Raise what was collected."""
        if self.problems:
            raise StepErrors(self.problems)
