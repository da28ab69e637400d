"""What of ours rests on which article, and whether the law has it: one check and one graph over models, sentencing
parameters, evidence packs and rules, charges and limits of penalties."""

from mingjian.assist.citations.checked import Checked, check_uses
from mingjian.assist.citations.gathering import (
    beside_models,
    of_law,
    of_models,
    of_packs,
    of_parameters,
    of_rules,
    shipped_uses,
)
from mingjian.assist.citations.graph import Graph
from mingjian.assist.citations.use import KINDS, Kind, Use

__all__ = [
    "KINDS",
    "Checked",
    "Graph",
    "Kind",
    "Use",
    "beside_models",
    "check_uses",
    "of_law",
    "of_models",
    "of_packs",
    "of_parameters",
    "of_rules",
    "shipped_uses",
]
