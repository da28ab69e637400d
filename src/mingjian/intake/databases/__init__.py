"""Databases as sources: what tables there are, what columns they have, and taking rows out of one to a file."""

from mingjian.intake.databases.catalogue import Catalogue, Described, Field, Table, describe, look
from mingjian.intake.databases.session import Access
from mingjian.intake.databases.taking import Pick, Taken, check, take

__all__ = ["Access", "Catalogue", "Described", "Field", "Pick", "Table", "Taken", "check", "describe", "look", "take"]
