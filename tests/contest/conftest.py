"""Tests of the contest share the made-up forms beside this file, and the small lakes of runs."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "runs"), str(HERE.parent / "identity")]
