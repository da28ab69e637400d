"""The algebra of supervision: typed steps over relations, each row with its witnesses, doubt kept apart.

How the parts meet, for who compiles a model::

    fields = [Field("person", Kind.SUBJECT, identifier="id_number", state="id_number__state",
                    weak=("name", "birth_date"), raw="_raw"),
              Field("id_number", Kind.IDENTIFIER, state="id_number__state", origin=("deaths", "id_number")),
              Field("name", Kind.TEXT), Field("birth_date", Kind.DATE),
              Field("died_on", Kind.DATE, nullable=False),
              Field("id_number__state", Kind.INTEGER, nullable=False, hidden=True),
              Field("_raw", Kind.TEXT, hidden=True)]
    deaths = Scan(scan_relation("deaths", fields), sql)          # sql gives the fields and _row
    step = parse_step("after_death", {"match": ["payments", "deaths"], "on": "person", "where": "…"})
    plan = bind_plan({"deaths": deaths, "payments": payments}, [step, …], Context(parameters, as_of, covered))
    outcome = execute(plan, engine, "per_person", columns=None, lineage="auto")
    outcome.table, outcome.relation.fields, outcome.relation.witnesses     # rows and `_w.<alias>`
    outcome.steps                                                          # the funnel

``parse_step`` and ``bind_plan`` raise ``StepErrors``, ``execute`` raises ``mingjian.engines.EngineError``.

* ``Given(kind, value)`` or ``Given(kind, items=(…))`` is a parameter; ``Context.covered`` maps a need to its declared
  coverage (``Covered(prefix, start, end)``), None when undeclared.
* ``StepErrors.problems``: ``Problem(zh, en, path, offset, length, expected_zh, expected_en, nearest)``; the path
  starts with the step's name when it comes from ``bind_plan``, with the option when it comes from ``parse_step``.
* ``plan.relation(name).visible`` are the columns of a need or step, each with ``kind`` and ``nullable``.
* A witness column ``_w.<alias>`` holds a row number (BIGINT) of need ``witness.source``, or a sorted list of them when
  ``witness.many``. Undetermined rows: table ``outcome.doubts[step]`` with ``reason, alias, source, _row``.
* ``OPERATORS[verb]`` is a pydantic model: ``model_json_schema()`` gives the options for the schema of a model file.
"""

from mingjian.collision.execute import Doubts, execute
from mingjian.collision.expressions import Given, Scope, Side, compile_expression, emit
from mingjian.collision.operators import OPERATORS, STAGES, Context, Operator
from mingjian.collision.outcome import Doubt, Outcome, StepReport
from mingjian.collision.plan import Plan, bind_plan
from mingjian.collision.problems import Problem, StepErrors
from mingjian.collision.relation import Covered, Field, Relation, Scan, Witness, scan_relation, state_column
from mingjian.collision.step import Step, parse_step

__all__ = [
    "OPERATORS",
    "STAGES",
    "Context",
    "Covered",
    "Doubt",
    "Doubts",
    "Field",
    "Given",
    "Operator",
    "Outcome",
    "Plan",
    "Problem",
    "Relation",
    "Scan",
    "Scope",
    "Side",
    "Step",
    "StepErrors",
    "StepReport",
    "Witness",
    "bind_plan",
    "compile_expression",
    "emit",
    "execute",
    "parse_step",
    "scan_relation",
    "state_column",
]
