"""Files between desks on separate networks: signed, for one office, once, in order; what is wrong with one is told."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.files.uploadedfile import SimpleUploadedFile

from mingjian.desk.clues.checklist import answer, checks_of
from mingjian.desk.clues.models import Attachment, Clue, Copy, Verdict
from mingjian.desk.clues.page import page
from mingjian.desk.clues.papers import attach
from mingjian.desk.clues.schemas import Act, Answer
from mingjian.desk.clues.steps import act
from mingjian.desk.clues.verdicts import tell_verdicts
from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.exchange import incoming, outgoing, partners, services
from mingjian.desk.exchange.container import FORMAT, fingerprint, pack, unpack
from mingjian.desk.exchange.keys import own_key
from mingjian.desk.exchange.models import File, Partner, Sent
from mingjian.desk.exchange.schemas import ExchangeQuery, NewPartner, Send, SendOutcomes
from mingjian.desk.feedback.precision import records
from mingjian.desk.now import now
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.models import Trace
from mingjian.models.enumerations import Line

pytestmark = pytest.mark.usefixtures("clues")
OTHER = "110000"


def pem(key):
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


@pytest.fixture
def theirs():
    return Ed25519PrivateKey.generate()


@pytest.fixture
def partner(user, theirs):
    partners.add_partner(
        user("sec", Role.SECURITY_ADMIN, office="340000"), NewPartner(code=OTHER, zh="外省院", public=pem(theirs))
    )
    return Partner.objects.get()


@pytest.fixture
def head(user, partner):
    return user("head", Role.HEAD)


def given(**more):
    at = now()
    first = {"kind": "clues", "from": OTHER, "sender_name": "外省院", "to": "340100", "sequence": 1, "made_at": at,
             "expires_at": at + dt.timedelta(days=3)}  # fmt: skip
    return {**first, **more}


@pytest.fixture
def parts(head):
    """The parts of a file with one clue and its paper, as the other desk would make them; the clue is not here."""
    clue = Clue.objects.filter(office__code="340102")[0]
    attach(head, clue, SimpleUploadedFile("a.txt", b"paper"))
    content, files = outgoing._content(head, clue)
    clue.delete()
    return {f"clues/{content.id.lower()}.json": content.model_dump_json().encode(), **files}


def refused(head, data, *words):
    with pytest.raises(BadRequest) as told:
        incoming.receive(head, data)
    for word in words:
        assert word in told.value.en, told.value.en
    assert told.value.zh
    assert not Copy.objects.exists()


def rewritten(data, change):
    """The zip with its parts changed by hand."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {one: packed.read(one) for one in packed.namelist()}
    change(parts)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def test_a_clue_comes_in_with_page_evidence_and_papers(head, parts, theirs, user):
    got = incoming.receive(head, pack(given(), parts, theirs))
    assert (got.items, got.already, got.sender) == (1, False, "外省院")
    clue = Clue.objects.get(copy__isnull=False)
    shown = page(head, clue.pk)
    assert (shown.state.code, shown.office.code, shown.origin.zh) == ("new", "340100", "外省院")
    assert shown.run.fingerprint
    assert shown.checks
    assert [one.name for one in shown.attachments] == ["a.txt"]
    assert shown.steps[-1].action.code == "take_in"
    low, high = (page(user(role.value, role), clue.pk) for role in (Role.ASSISTANT, Role.CHIEF))
    assert low.says.zh != high.says.zh, "masked by the reader's clearance here too"
    assert "tables" in Copy.objects.get().data["evidence"]["1"]


def test_the_same_file_again_changes_nothing_and_an_old_one_is_refused(head, parts, theirs):
    data = pack(given(sequence=5), parts, theirs)
    incoming.receive(head, data)
    assert incoming.receive(head, data).already
    assert Clue.objects.filter(copy__isnull=False).count() == File.objects.count() == 1
    with pytest.raises(BadRequest, match="old"):
        incoming.receive(head, pack(given(sequence=4), parts, theirs))
    with pytest.raises(BadRequest, match="on this desk already"):
        incoming.receive(head, pack(given(sequence=6), parts, theirs))


def test_what_is_wrong_with_a_file_is_told_all_at_once(head, parts, theirs):
    stranger = Ed25519PrivateKey.generate()
    whole = pack(given(), parts, theirs)
    refused(head, b"", "no exchange file")
    refused(head, whole[: len(whole) // 2], "not whole")
    refused(head, pack(given(), parts, stranger), "another key")
    refused(head, pack(given(**{"from": "120000"}), parts, theirs), "no key is registered for the sender '120000'")
    past = now() - dt.timedelta(days=1)
    refused(head, pack(given(to="340200", expires_at=past), parts, theirs), "not to this office", "expired")

    def edited(files):
        name = next(one for one in files if one.startswith("clues/"))
        files[name] = files[name].replace(b'"level":3', b'"level":1') + b" "

    refused(head, rewritten(whole, edited), "was changed")
    refused(head, rewritten(whole, lambda files: files.update({"clues/x.json": b"{}"})), "not in the manifest")
    refused(
        head, rewritten(whole, lambda files: files.pop(next(one for one in files if one[:5] == "files"))), "missing"
    )

    def forged(files):
        files["manifest.json"] = files["manifest.json"].replace(b'"sequence":1', b'"sequence":9')

    refused(head, rewritten(whole, forged), "signature is not valid")
    refused(head, rewritten(whole, lambda files: files.update({"manifest.json": b"[]"})), "form")
    assert Trace.objects.filter(action="exchange.refused").count() == 10


def test_wrong_fields_are_named(head, parts, theirs):
    name = next(one for one in parts if one.startswith("clues/"))
    bad = {**json.loads(parts[name]), "level": 9, "line": "nothing", "extra": 1}
    refused(head, pack(given(), {**parts, name: json.dumps(bad).encode()}, theirs), "level", "line", "extra", name)
    other = {**json.loads(parts[name]), "model_file": json.loads(parts[name])["model_file"] + "\n# changed"}
    other["facts"] = {**other["facts"], "run": {**other["facts"]["run"], "fingerprint": "0" * 64}}
    refused(head, pack(given(), {**parts, name: json.dumps(other).encode()}, theirs), "does not have its fingerprint")


def test_who_may_take_a_file_in(user, head, parts, theirs, partner):
    data = pack(given(), parts, theirs)
    with pytest.raises(BadRequest, match="roles"):
        incoming.receive(user("p", Role.PROSECUTOR), data)
    with pytest.raises(NotFound):
        incoming.receive(user("s", Role.SYSTEM_ADMIN), data)
    refused(user("l", Role.HEAD, lines=(Line.CRIMINAL,)), data, "not yours")
    refused(user("o", Role.HEAD, office="340200"), data, "not to this office")
    Partner.objects.update(active=False)
    refused(head, data, "no key is registered")


def test_the_outcome_of_a_clue_goes_back(head, parts, theirs, user, clues):
    incoming.receive(head, pack(given(), parts, theirs))
    clue = Clue.objects.get(copy__isnull=False)
    with pytest.raises(BadRequest, match="decided"):
        outgoing.send_outcomes(head, SendOutcomes(to=OTHER))
    for said in ({"action": "claim"}, {"action": "verify"}):
        clue = act(head, clue.pk, Act(version=clue.version, **said))
    for one in checks_of(clue):
        answer(head, clue, one.key, Answer(answer="yes"))
    act(head, clue.pk, Act(action="file", version=clue.version, why="属实"))
    assert tell_verdicts(clues) == 0, "the ledger of this lake knows nothing of it"
    _, data = outgoing.send_outcomes(head, SendOutcomes(to=OTHER))
    opened = unpack(data, {"340100": own_key().public_key()}, frozenset({OTHER}), now())
    (told,) = [json.loads(one) for one in opened.parts.values()]
    assert (told["clue"], told["verdict"], told["state"]) == (clue.pk, "confirmed", "filed")
    assert told["case_number"].startswith("甲检监")


def test_the_giver_keeps_a_trace_and_learns_what_became_of_it(head, theirs, user, client_of):
    clue = Clue.objects.filter(office__code="340102")[0]
    file, data = outgoing.send_clues(head, Send(to=OTHER, clues=[clue.pk], why="属外省管辖"))
    assert (file.sequence, file.items) == (1, 1)
    opened = unpack(data, {"340100": own_key().public_key()}, frozenset({OTHER}), now())
    content = json.loads(opened.parts[f"clues/{clue.pk.lower()}.json"])
    assert content["subject"] == clue.texts.get(clearance=4).subject
    assert content["proof"]["run_id"] == clue.run
    clue.refresh_from_db()
    assert clue.state == "transferred"
    assert Trace.objects.filter(action="clue.unmask", object=clue.pk).exists()
    given_ = client_of(head).get("/api/handovers").json()["items"][0]
    assert (given_["to_office"]["zh"], given_["why"]) == ("外省院 #1", "属外省管辖")
    back = {"clue": clue.pk, "verdict": "lawful", "note": "有合法依据", "decided_at": now().isoformat(),
            "state": "not_established", "case_number": "", "case_state": "", "rectified": False, "recovered": None,
            "held_to_account": 0}  # fmt: skip
    parts_ = {f"outcomes/{clue.pk.lower()}.json": json.dumps(back).encode()}
    assert records(Clue.objects.all()) == []
    incoming.receive(head, pack(given(kind="outcomes"), parts_, theirs))
    (record,) = records(Clue.objects.all())
    assert (record.confirmed, record.rejected) == (0, 1)
    incoming.receive(head, pack(given(kind="outcomes", sequence=2), parts_, theirs))
    assert Verdict.objects.count() == 1
    shown = services.page(head, ExchangeQuery.model_validate({})).items[-1]
    assert shown.sent[0].outcome.zh == "情形合法"
    other = services.page(user("o", Role.CHIEF, office="340200"), ExchangeQuery.model_validate({}))
    assert other.total == 0


def test_outcomes_of_clues_that_were_not_sent_are_refused(head, theirs):
    back = {"clue": "abcdefgh", "verdict": "nonsense", "note": "", "decided_at": now().isoformat(),
            "state": "filed", "case_number": "", "case_state": "", "rectified": False, "recovered": None,
            "held_to_account": 0}  # fmt: skip
    refused(head, pack(given(kind="outcomes"), {"outcomes/a.json": json.dumps(back).encode()}, theirs), "nonsense")
    back["verdict"] = "confirmed"
    refused(head, pack(given(kind="outcomes"), {"outcomes/a.json": json.dumps(back).encode()}, theirs), "was not sent")
    assert not Verdict.objects.exists()


def test_who_may_send_what(head, user, theirs, parts):
    mine = Clue.objects.filter(office__code="340103")[0]
    unseen = Clue.objects.filter(office__code="340202")[0]
    with pytest.raises(NotFound):
        outgoing.send_clues(head, Send(to=OTHER, clues=[mine.pk, unseen.pk], why="移送"))
    with pytest.raises(BadRequest, match="no key"):
        outgoing.send_clues(head, Send(to="999999", clues=[mine.pk], why="移送"))
    for role in (Role.ASSISTANT, Role.DIGITAL):
        with pytest.raises(BadRequest, match="roles"):
            outgoing.send_clues(user(role.value, role), Send(to=OTHER, clues=[mine.pk], why="移送"))
    incoming.receive(head, pack(given(), parts, theirs))
    copied = Clue.objects.get(copy__isnull=False)
    with pytest.raises(BadRequest, match="goes no further"):
        outgoing.send_clues(head, Send(to=OTHER, clues=[copied.pk], why="移送"))
    Clue.objects.filter(pk=mine.pk).update(state="filed")
    with pytest.raises(BadRequest, match="closed"):
        outgoing.send_clues(head, Send(to=OTHER, clues=[mine.pk], why="移送"))
    assert not Sent.objects.exists()


def test_partners_are_kept_by_the_security_administrator(user, partner, theirs, client_of):
    sec, client = user("sec2", Role.SECURITY_ADMIN), client_of(user("h2", Role.CHIEF))
    assert client.get("/api/exchange/partners").status_code == 404
    shown = partners.list_partners(sec)
    assert shown.items[0].fingerprint == fingerprint(theirs.public_key())
    assert shown.own_fingerprint == fingerprint(own_key().public_key())
    with pytest.raises(BadRequest) as told:
        partners.add_partner(sec, NewPartner(code="120000", zh="x", public="x"))
    assert told.value.field == "public"
    with pytest.raises(BadRequest):
        partners.add_partner(sec, NewPartner(code="340200", zh="x", public=pem(theirs)))
    partners.act_on_partner(sec, OTHER, False)
    assert not partners.known_keys()
    assert FORMAT == "mingjian-exchange-1"


def test_over_http(head, parts, theirs, client_of):
    client = client_of(head)
    sent = SimpleUploadedFile("a.mjx", pack(given(), parts, theirs))
    assert client.post("/api/exchange/receive", {"file": sent}).json()["items"] == 1
    clue = Clue.objects.get(copy__isnull=False)
    assert client.post(f"/api/clues/{clue.pk}/prove").json()["status"] == "unavailable"
    assert client.get(f"/api/clues/{clue.pk}/evidence").json()["tables"]
    number = Attachment.objects.get(clue=clue).pk
    assert b"".join(client.get(f"/api/attachments/{number}").streaming_content) == b"paper"
    mine = Clue.objects.filter(office__code="340103")[0]
    body = {"to": OTHER, "clues": [mine.pk], "why": "移送"}
    answer_ = client.post("/api/exchange/send", body, content_type="application/json")
    assert answer_.content[:2] == b"PK"
