"""Uploads: what is taken, what is refused, and that nothing hostile in a name or a content comes to anything."""

from __future__ import annotations

import hashlib
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingjian.desk.clues.models import Attachment, Clue
from mingjian.desk.clues.papers import KINDS, clean_name, stored
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.models import Trace

pytestmark = pytest.mark.usefixtures("clues")

PDF = b"%PDF-1.7\n1 0 obj\n"


@pytest.fixture
def put(user, client_of):
    """Upload a file as a prosecutor."""
    client = client_of(user("p", Role.PROSECUTOR))
    clue = Clue.objects.filter(office__code="340102")[0]

    def send(name, data):
        return client.post(f"/api/clues/{clue.pk}/attachments", {"file": SimpleUploadedFile(name, data)})

    send.client = client
    return send


def test_a_file_comes_back_as_it_was_as_a_download(put):
    made = put("材料 1.pdf", PDF).json()["attachments"][0]
    assert (made["size"], made["sha256"]) == (len(PDF), hashlib.sha256(PDF).hexdigest())
    answer = put.client.get(f"/api/attachments/{made['id']}")
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert set(Trace.objects.values_list("action", flat=True)) >= {"clue.attach", "clue.attachment"}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", b"<script>alert(1)</script>"), ("a.svg", b"<svg onload='x'/>"), ("a.exe", b"MZ\x90"),
        ("a.js", b"alert(1)"), ("a.pdf.html", PDF), ("a", PDF), (".pdf.", PDF), ("a.pdf", b"<html>"),
        ("a.png", b"GIF89a"), ("a.docx", b"\xd0\xcf\x11\xe0"), ("a.txt", b"a\x00b"),
        ("a.pdf", b""), ("a.PDF\u202e.exe", PDF),
        ("a.docm", b"PK\x03\x04"), ("a.xlsm", b"PK\x03\x04"), ("a.pdf\x00.exe", PDF), ("a.php", b"<?php"),
    ],
)  # fmt: skip
def test_what_is_not_taken(put, name, data):
    answer = put(name, data)
    assert answer.status_code in (400, 422)
    assert json.loads(answer.content)["zh"]
    assert Attachment.objects.count() == 0


@pytest.mark.parametrize(
    ("given", "kept"),
    [("../../etc/a.pdf", "a.pdf"), ("C:\\x\\a.pdf", "a.pdf"), ("a\r\nX: y.pdf", "aX: y.pdf"),
     ("a\u202efdp.pdf", "afdp.pdf"),
     ("…长" * 300 + ".pdf", ("…长" * 300)[:180] + ".pdf"), ("   .pdf", "pdf"), ("...", "file")],
)  # fmt: skip
def test_a_name_is_only_a_name(given, kept):
    assert clean_name(given) == kept


def test_a_file_too_large_is_refused_with_the_limit(put, settings):
    settings.DESK = settings.DESK.model_copy(update={"upload_megabytes": 1})
    answer = put("a.pdf", PDF + b"x" * 1024 * 1024)
    assert answer.status_code == 413
    assert "1 MB" in answer.json()["en"]


def test_the_same_bytes_are_kept_once(put):
    for name in ("a.pdf", "b.pdf"):
        assert put(name, PDF).status_code == 200
    assert Attachment.objects.count() == 2
    place = stored(hashlib.sha256(PDF).hexdigest())
    assert place.read_bytes() == PDF
    assert [one.name for one in place.parent.iterdir()] == [place.name]


def test_a_torn_request_keeps_nothing(put):
    clue = Clue.objects.filter(office__code="340102")[0]
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-'
    answer = put.client.post(
        f"/api/clues/{clue.pk}/attachments",
        data=io.BytesIO(body).read(),
        content_type="multipart/form-data; boundary=x",
    )
    assert answer.status_code < 500
    assert Attachment.objects.count() == 0


def test_somebody_who_only_looks_puts_nothing(user, client_of):
    client = client_of(user("d", Role.DIGITAL))
    clue = Clue.objects.filter(office__code="340102")[0]
    answer = client.post(f"/api/clues/{clue.pk}/attachments", {"file": SimpleUploadedFile("a.pdf", PDF)})
    assert answer.status_code == 400
    assert all(one.islower() for one in KINDS)
