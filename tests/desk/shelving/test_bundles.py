"""Models between desks: what leaves, what is taken in, and the word that takes one back."""

from __future__ import annotations

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.utils.timezone import now
from held_parts import files_of, model_of
from shelving_parts import act, brought, fresh

from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.exchange.keys import own_key
from mingjian.desk.exchange.models import Partner
from mingjian.desk.known import known
from mingjian.desk.shelving.exchange import pack_entry, receive_bundle
from mingjian.desk.shelving.models import Entry
from mingjian.desk.shelving.who import can
from mingjian.shelf import open_bundle, pack_model, pack_withdrawal

pytestmark = pytest.mark.django_db(transaction=True)
KEY = Ed25519PrivateKey.generate()
FOREIGN = "model-of-another-province"


@pytest.fixture
def partner(people: Any) -> Partner:
    pem = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    return Partner.objects.create(code="350000", zh="外省院", public=pem, fingerprint="x", by=people["admin"], at=now())


def packed(version: str = "1.0.0") -> bytes:
    return pack_model(files_of(FOREIGN, version), KEY, sender="350000", sender_name="外省院", made_at=now())


def test_a_published_model_leaves_and_nobodys_name_with_it(own_lake: Any, people: Any, client_of: Any) -> None:
    entry = brought(people, client_of, "published")
    for name in ("author", "other_data", "mate"):
        with pytest.raises(NotFound):
            pack_entry(people[name], entry.pk)
    _, data = pack_entry(people["province_reviewer"], entry.pk)
    bundle = open_bundle(data, {"340000": own_key().public_key()})
    assert bundle.manifest.fingerprint == entry.fingerprint
    assert bundle.record.figures is not None
    assert bundle.record.figures.runs == 1
    told = bundle.record.model_dump_json()
    assert not [one for one in people.values() if one.name in told]
    act(people["chief"], entry, "withdraw")
    _, word = pack_entry(people["province_chief"], entry.pk)
    assert open_bundle(word, {"340000": own_key().public_key()}).manifest.reason == "宽限期算错一个月"


def test_one_from_elsewhere_goes_through_two_people_here(own_lake: Any, people: Any, partner: Partner) -> None:
    with pytest.raises(NotFound):
        receive_bundle(people["other_data"], packed())
    taken = receive_bundle(people["province_reviewer"], packed())
    entry = fresh(Entry.objects.get(pk=taken.entry))
    assert (taken.already, entry.state, entry.origin["sender"]) == (False, "applied", "350000")
    assert FOREIGN not in known()
    assert receive_bundle(people["province_reviewer"], packed()).already
    assert Entry.objects.count() == 1
    assert "endorse" not in can(people["province_reviewer"], entry)  # who took it in does not pass it
    assert "publish" not in can(people["province_chief"], entry)


def test_taken_in_by_one_passed_by_another(own_lake: Any, people: Any, user: Any, partner: Partner) -> None:
    from mingjian.desk.offices.roles import Role

    receiver = user("receiver", Role.DIGITAL, office="340000")
    entry = fresh(Entry.objects.get(pk=receive_bundle(receiver, packed()).entry))
    entry = act(people["province_reviewer"], entry, "endorse")
    entry = act(people["province_chief"], entry, "publish")
    assert known()[FOREIGN].fingerprint == entry.fingerprint
    word = {"sender": "350000", "sender_name": "外省院", "made_at": now(), "model": FOREIGN, "version": "1.0.0",
            "fingerprint": entry.fingerprint, "reason": "发现错误"}  # fmt: skip
    other = Ed25519PrivateKey.generate()
    with pytest.raises(BadRequest):
        receive_bundle(receiver, pack_withdrawal(other, **word))
    with pytest.raises(BadRequest, match="没有从该院收进"):
        receive_bundle(receiver, pack_withdrawal(KEY, **{**word, "fingerprint": "sha256:" + "0" * 64}))
    assert receive_bundle(receiver, pack_withdrawal(KEY, **word)).kind == "withdrawal"
    assert FOREIGN not in known()
    assert receive_bundle(receiver, pack_withdrawal(KEY, **word)).already


def test_what_is_wrong_is_refused_and_nothing_is_kept(own_lake: Any, people: Any, partner: Partner) -> None:
    Partner.objects.update(active=False)
    with pytest.raises(BadRequest, match="公钥没有登记"):
        receive_bundle(people["province_reviewer"], packed())
    Partner.objects.update(active=True)
    for data in (b"", b"x" * 100, packed()[:-20]):
        with pytest.raises(BadRequest, match="拒绝接收"):
            receive_bundle(people["province_reviewer"], data)
    assert not Entry.objects.exists()
    assert model_of(files_of(FOREIGN)).id not in known()
