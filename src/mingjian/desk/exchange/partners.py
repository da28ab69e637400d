"""Partners: offices on other networks and their keys, kept by the security administrator."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.db import transaction

from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.exchange.container import Refused, fingerprint, public_key
from mingjian.desk.exchange.keys import own_key, own_public
from mingjian.desk.exchange.models import Partner
from mingjian.desk.exchange.schemas import NewPartner, PartnerInfo, Partners
from mingjian.desk.now import now
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.people import Person
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import trace

__all__ = ["act_on_partner", "add_partner", "find_partner", "known_keys", "list_partners"]


def list_partners(user: User) -> Partners:
    """All partners and this desk's own key. `NotFound` for everybody but the security administrator."""
    _manager(user)
    return Partners(
        items=[
            PartnerInfo(
                code=one.code, zh=one.zh, fingerprint=one.fingerprint, active=one.active, at=one.at,
                by=Person(username=one.by.username, name=one.by.name),
            )
            for one in Partner.objects.select_related("by")
        ],
        own_public=own_public(), own_fingerprint=fingerprint(own_key().public_key()),
    )  # fmt: skip


def add_partner(user: User, given: NewPartner) -> None:
    """Register a partner's key; a known partner's key is replaced. An office of this desk is no partner."""
    _manager(user)
    try:
        key = public_key(given.public)
    except Refused as error:
        raise BadRequest(error.zh, error.en, "public") from None
    if Office.objects.filter(code=given.code).exists():
        raise BadRequest("此代码是本系统内的检察院", "this is an office of this very desk", "code")
    pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    values = {"zh": given.zh.strip(), "public": pem, "fingerprint": fingerprint(key), "active": True, "by": user,
              "at": now()}  # fmt: skip
    with transaction.atomic():
        Partner.objects.update_or_create(code=given.code, defaults=values)
        trace(user.username, "partner.key", given.code, name=given.zh, fingerprint=values["fingerprint"])


def act_on_partner(user: User, code: str, active: bool) -> None:
    """Trust a partner's key, or no more."""
    _manager(user)
    with transaction.atomic():
        if not Partner.objects.filter(code=code).update(active=active, by=user, at=now()):
            raise NotFound
        trace(user.username, "partner.activate" if active else "partner.deactivate", code)


def find_partner(code: str) -> Partner:
    """An active partner. `BadRequest` for any other."""
    found = Partner.objects.filter(code=code, active=True).first()
    if found is None:
        raise BadRequest("没有登记此院的公钥，请安全管理员登记", "no key of this office is registered", "to")
    return found


def known_keys() -> dict[str, Ed25519PublicKey]:
    """The keys files are checked with, by office."""
    return {one.code: public_key(one.public) for one in Partner.objects.filter(active=True)}


def _manager(user: User) -> None:
    if not user.may(Right.MANAGE_USERS):
        raise NotFound
