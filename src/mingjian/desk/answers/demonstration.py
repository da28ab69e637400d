"""What a demo's questions between offices are: a dozen invented answers, and questions that wait for one."""

from __future__ import annotations

from mingjian.desk.answers.bulk import demo_answers
from mingjian.desk.answers.schemas import Ask
from mingjian.desk.answers.services import ask
from mingjian.desk.offices.models import User

__all__ = ["demonstrate"]

_WAITING = (
    (
        "prosecutor",
        "盗窃未遂以数额巨大的财物为目标的怎样处理",
        "行为人撬开金店保险柜时被抓获，没有拿到财物，能否追究？",
    ),
    ("minors", "未成年被害人的询问录音录像怎样使用", "性侵案件中被害人今年九岁，一次询问的录像能否代替出庭？"),
)


def demonstrate() -> tuple[int, int]:
    """Fill the demo's page; answers how many answers stand there and how many questions wait."""
    people = {one.username: one for one in User.objects.filter(username__in=[name for name, _, _ in _WAITING])}
    office = people["prosecutor"].office
    published = demo_answers(office)
    for name, title, text in _WAITING:
        ask(people[name], Ask.model_validate({"title": title, "text": text}))
    return published, len(_WAITING)
