"""Two people of two seats sign the digest of the frozen result; with the second signature it is signed."""

from __future__ import annotations

from django.db import transaction

from mingjian.desk.contests.chain import link, locked
from mingjian.desk.contests.models import Contest, Signature
from mingjian.desk.contests.queueing import queue_task
from mingjian.desk.contests.result_schemas import SignedDigest
from mingjian.desk.contests.sealing import signer_key
from mingjian.desk.contests.sight import What, seen
from mingjian.desk.contests.states import Phase
from mingjian.desk.contests.steps import move
from mingjian.desk.errors import BadRequest, Conflict
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.traces.services import trace

__all__ = ["again", "sign_result"]


def sign_result(user: User, slug: str, given: SignedDigest) -> None:
    """Sign the digest that was seen, if it is still the one."""
    at = seen(user, slug)
    seat = at.act(What.SIGNING)
    with transaction.atomic():
        held = locked(at.contest)
        if held.phase != Phase.FROZEN.value:
            raise Conflict("现在不需要签发", "there is nothing to sign now")
        if not held.digest:
            raise BadRequest("结果尚未计算完成，或独立重算不符", "the result is not computed, or counted otherwise")
        if given.digest != held.digest:
            raise Conflict("结果已变动，请查看后再签", "the result is another one now: look at it again", "digest")
        if Signature.objects.filter(seat=seat, digest=held.digest).exists():
            raise Conflict("您已签发", "you signed it already")
        key = signer_key(user)
        Signature.objects.create(
            contest=held, seat=seat, digest=held.digest, public=key.public_key().public_bytes_raw().hex(),
            signature=key.sign(held.digest.encode()).hex(), at=now(),
        )  # fmt: skip
        link(held, "signed", {"digest": held.digest, "by": user.username})
        trace(user.username, "contest.sign", held.slug, digest=held.digest)
        if Signature.objects.filter(contest=held, digest=held.digest).values("seat").distinct().count() == 2:
            move(held, Phase.SIGNED, user)


def again(user: User, slug: str) -> None:
    """Let the frozen result be computed once more, as after a job was lost."""
    at = seen(user, slug)
    at.act(What.REJUDGING)
    with transaction.atomic():
        held = locked(at.contest)
        if held.phase != Phase.FROZEN.value:
            raise BadRequest("结果已签发", "the result is signed")
        queue_task(held, user, "freeze")


def unfreeze(contest: Contest, user: User, why: str) -> None:
    """Forms changed: back to frozen, to be computed and signed anew. Within a transaction that holds the contest."""
    Contest.objects.filter(pk=contest.pk).update(digest="", bundle="", shadow={})
    if contest.phase != Phase.FROZEN.value:
        move(contest, Phase.FROZEN, user, why)
    queue_task(contest, user, "freeze")
