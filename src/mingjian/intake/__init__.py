"""Intake 导入: agency files and databases → checked, normalised, immutable dataset versions; nothing is lost."""

from mingjian.intake.coverage_file import DeclaredCoverage, read_coverage
from mingjian.intake.errors import IntakeError, Message
from mingjian.intake.intake import Intake
from mingjian.intake.mapping import From, MappingFile, Options, read_mapping
from mingjian.intake.order import Order
from mingjian.intake.plan import MappingPlan
from mingjian.intake.progress import Step
from mingjian.intake.suggest import Suggestion
from mingjian.intake.version import INTAKE_VERSION

__all__ = [
    "INTAKE_VERSION",
    "DeclaredCoverage",
    "From",
    "Intake",
    "IntakeError",
    "MappingFile",
    "MappingPlan",
    "Message",
    "Options",
    "Order",
    "Step",
    "Suggestion",
    "read_coverage",
    "read_mapping",
]
