"""The page of exchange files."""

from __future__ import annotations

from mingjian.clues import REJECTIONS
from mingjian.desk.cases.states import CaseState
from mingjian.desk.clues.models import Clue
from mingjian.desk.errors import NotFound
from mingjian.desk.exchange.incoming import KINDS, may_receive
from mingjian.desk.exchange.models import File, Partner, Sent
from mingjian.desk.exchange.outgoing import may_send
from mingjian.desk.exchange.schemas import ExchangePage, ExchangeQuery, FileInfo, SentInfo
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import Person
from mingjian.desk.offices.roles import Right
from mingjian.desk.words import Coded, Text

__all__ = ["file_info", "page"]


def page(user: User, query: ExchangeQuery) -> ExchangePage:
    """Files of the offices the user sees, newest first; of what was sent, only clues he sees."""
    if not user.may(Right.SEE_CLUES):
        raise NotFound
    files = File.objects.filter(office__in=user.offices_below).order_by("-id")
    start = (query.page - 1) * query.size
    listed = list(files.select_related("partner", "by")[start : start + query.size])
    return ExchangePage(
        items=[file_info(user, one) for one in listed], total=files.count(), may_send=may_send(user),
        may_receive=may_receive(user),
        partners=[Coded(code=one.code, zh=one.zh, en=one.zh) for one in Partner.objects.filter(active=True)],
    )  # fmt: skip


def file_info(user: User, one: File) -> FileInfo:
    """A file as the user may see it."""
    seen = Clue.objects.visible_to(user)
    sent = Sent.objects.filter(file=one, clue__in=seen.values("pk")) if one.outgoing else Sent.objects.none()
    return FileInfo(
        id=one.pk, partner=one.partner.zh, outgoing=one.outgoing, kind=KINDS[one.kind], sequence=one.sequence,
        sha256=one.sha256, items=one.items, by=Person(username=one.by.username, name=one.by.name), at=one.at,
        sent=[
            SentInfo(clue=each.clue_id, why=each.why, outcome=_said(each.outcome), outcome_at=each.outcome_at)
            for each in sent
        ],
    )  # fmt: skip


def _said(outcome: dict[str, object] | None) -> Text | None:
    """An outcome in a few words."""
    if outcome is None:
        return None
    code = str(outcome["verdict"])
    zh, en = ("核实成立", "confirmed") if code == "confirmed" else REJECTIONS.get(code, (code, code))
    if number := str(outcome["case_number"]):
        state = str(outcome["case_state"])
        known = CaseState.of(state) if state in list(CaseState) else None
        zh, en = f"{zh}，{number} {known.zh if known else ''}", f"{en}, {number} {known.en if known else ''}"
    if outcome["recovered"]:
        zh, en = f"{zh}，追回{outcome['recovered']}元", f"{en}, {outcome['recovered']} yuan recovered"
    return Text(zh=zh.strip(), en=en.strip())
