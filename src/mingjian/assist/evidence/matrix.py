"""The matrix as one HTML page without outside parts, in both languages, to be read offline and printed.

Beside what is asked for stands, equally wide, what speaks for the suspect.
"""

from __future__ import annotations

from importlib.resources import files
from itertools import groupby

from jinja2 import Environment

from mingjian.assist.evidence.favourable import STATES
from mingjian.assist.evidence.pack import ELEMENTS
from mingjian.assist.evidence.records import STAGES
from mingjian.assist.evidence.report import Report
from mingjian.assist.evidence.rule import KINDS_OF_RULE

__all__ = ["CELL_STATES", "matrix_page"]

CELL_STATES: dict[str, tuple[str, str, str]] = {
    "present": ("有", "there", "✓"),
    "missing": ("缺", "missing", "✗"),
    "unclear": ("未写明是谁的", "unclear whose", "?"),
    "unknown": ("条件待填", "condition not stated", "?"),
    "later": ("后续阶段", "later stage", "…"),
    "not_needed": ("不涉及", "not needed", "–"),
}
"""Chinese, English and a sign, so that no state is told by colour alone."""


def matrix_page(report: Report) -> str:
    """The page."""
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(files(__package__).joinpath("data/matrix.html").read_text("utf-8"))
    order = list(ELEMENTS)
    cells = sorted(report.cells, key=lambda one: order.index(one.point.element))
    groups = [
        (ELEMENTS[element], [(point, list(rows)) for point, rows in groupby(mine, key=lambda one: one.point.title)])
        for element, mine in groupby(cells, key=lambda one: one.point.element)
    ]
    return template.render(
        report=report, groups=groups, states=CELL_STATES, for_states=STATES, stage=STAGES[report.case.file.stage],
        stages=STAGES, kinds=KINDS_OF_RULE, counts=report.counts(),
    )  # fmt: skip
