"""The learner's own certificate."""

from __future__ import annotations

from django.utils.timezone import localdate, localtime

from mingjian.desk.errors import BadRequest
from mingjian.desk.offices.models import User
from mingjian.desk.traces.services import trace
from mingjian.desk.training.diploma import diploma
from mingjian.desk.training.services import list_exercises, passes
from mingjian.models.problems import Lang
from mingjian.training import TrainingError, certificate
from mingjian.training.certificate import Passed

__all__ = ["own_certificate"]


def own_certificate(user: User, lang: Lang) -> tuple[str, bytes]:
    """Its file name and the PDF; that it left the desk is written down. Nobody gets another's."""
    list_exercises(user)  # whether he may see the course at all
    passed = [
        Passed(name, one.exercise_digest, one.handed_digest, localtime(one.ended).date())
        for name, one in passes(user).items()
    ]
    office = user.office.zh if lang == "zh" else user.office.en
    try:
        made = certificate(passed, user.name, localdate(), office)
    except TrainingError as error:
        raise BadRequest(error.zh, error.en) from None
    trace(user.username, "training.certificate", made.number[:24], passed=len(made.passed))
    return f"{made.number[:12]}.pdf", diploma(made, lang)
