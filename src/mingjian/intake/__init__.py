"""Intake 导入: agency files and databases → checked, normalised, immutable dataset versions; nothing is lost."""

from mingjian.intake.coming import ComingOrders
from mingjian.intake.coverage_file import DeclaredCoverage, read_coverage
from mingjian.intake.errors import IntakeError, Message
from mingjian.intake.intake import Intake
from mingjian.intake.judging import Note, judge, judge_record, under_seal
from mingjian.intake.listed import Listed, order_of, read_listed
from mingjian.intake.mapping import From, MappingFile, Options, read_mapping
from mingjian.intake.mending import mending_mapping, write_mended
from mingjian.intake.order import Order
from mingjian.intake.plan import MappingPlan
from mingjian.intake.progress import Step
from mingjian.intake.rejected import Quarantine, Rejected, reason_words
from mingjian.intake.sources import READABLE
from mingjian.intake.suggest import UNITS, Suggestion
from mingjian.intake.version import INTAKE_VERSION

__all__ = [
    "INTAKE_VERSION",
    "READABLE",
    "UNITS",
    "ComingOrders",
    "DeclaredCoverage",
    "From",
    "Intake",
    "IntakeError",
    "Listed",
    "MappingFile",
    "MappingPlan",
    "Message",
    "Note",
    "Options",
    "Order",
    "Quarantine",
    "Rejected",
    "Step",
    "Suggestion",
    "judge",
    "judge_record",
    "mending_mapping",
    "order_of",
    "read_coverage",
    "read_listed",
    "read_mapping",
    "reason_words",
    "under_seal",
    "write_mended",
]
