"""The operators, one file each. ``OPERATORS`` maps a verb to its class; the documentation is made from the classes."""

from __future__ import annotations

from mingjian.collision.operators.absent import Absent
from mingjian.collision.operators.aggregate import Aggregate
from mingjian.collision.operators.base import (
    ASIDE,
    BARE,
    MAY,
    OPEN,
    PLACE,
    STAGES,
    Bound,
    Context,
    Operator,
    Source,
    StepPlan,
)
from mingjian.collision.operators.check import Check
from mingjian.collision.operators.count import Count
from mingjian.collision.operators.derive import Derive
from mingjian.collision.operators.extract import Extract
from mingjian.collision.operators.filter import Filter
from mingjian.collision.operators.latest import Latest
from mingjian.collision.operators.match import Match
from mingjian.collision.operators.near import Near
from mingjian.collision.operators.network import Network
from mingjian.collision.operators.outlier import Outlier
from mingjian.collision.operators.overlap import Overlap
from mingjian.collision.operators.ratio import Ratio
from mingjian.collision.operators.similar import Similar
from mingjian.collision.operators.union import Union
from mingjian.collision.operators.within import Within

__all__ = [
    "ASIDE",
    "BARE",
    "MAY",
    "OPEN",
    "OPERATORS",
    "PLACE",
    "STAGES",
    "Bound",
    "Context",
    "Operator",
    "Source",
    "StepPlan",
]

_ALL: tuple[type[Operator], ...] = (
    Match,
    Absent,
    Within,
    Check,
    Extract,
    Count,
    Ratio,
    Overlap,
    Near,
    Outlier,
    Network,
    Similar,
    Filter,
    Derive,
    Latest,
    Union,
    Aggregate,
)

OPERATORS: dict[str, type[Operator]] = {operator.verb: operator for operator in _ALL}
