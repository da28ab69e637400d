"""Typed domain functions: one definition for SQL, for Python and for the documentation."""

from mingjian.engines.functions import damaged, dates, identifiers, numbers, terms, text
from mingjian.engines.functions.registry import (
    ANY,
    FUNCTIONS,
    SAME,
    Function,
    NoSuchFunction,
    common,
    register,
    resolve,
)

__all__ = [
    "ANY",
    "FUNCTIONS",
    "SAME",
    "Function",
    "NoSuchFunction",
    "common",
    "damaged",
    "dates",
    "identifiers",
    "numbers",
    "register",
    "resolve",
    "terms",
    "text",
]
