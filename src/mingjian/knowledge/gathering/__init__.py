"""What an office has, made into documents: statutes, judgments, models, and records of anything else."""

from mingjian.knowledge.gathering.cases import from_cases
from mingjian.knowledge.gathering.judgments import from_judgments
from mingjian.knowledge.gathering.models import from_models
from mingjian.knowledge.gathering.records import RecordError, from_records
from mingjian.knowledge.gathering.statutes import from_statutes

__all__ = ["RecordError", "from_cases", "from_judgments", "from_models", "from_records", "from_statutes"]
