"""The app of clues."""

from __future__ import annotations

from django.apps import AppConfig


class Clues(AppConfig):
    """Tables: `clues_clue`, `clues_cluetext`, `clues_cluewords`, `clues_step`, `clues_check`, `clues_attachment` and
    `clues_verdict`."""

    name = "mingjian.desk.clues"
    label = "clues"
    verbose_name = "线索 clues"
