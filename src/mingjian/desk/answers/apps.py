"""The app of questions and answers."""

from __future__ import annotations

from django.apps import AppConfig


class Answers(AppConfig):
    """Tables: `answers_question`, `answers_missedsearch`."""

    name = "mingjian.desk.answers"
    label = "answers"
    verbose_name = "院际问答 answers"

    def ready(self) -> None:
        """What an expert owes stands in the one list of deadlines."""
        from mingjian.desk.answers.reminders import KINDS, reminders
        from mingjian.desk.deadlines.sources import register

        register("answers", reminders, KINDS)
