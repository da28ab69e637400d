"""Uploads: what is taken, what is refused, what is kept how long; two officers do not undo each other's work."""

from __future__ import annotations

import hashlib
import io
import zipfile

import openpyxl
import pytest
from data_parts import Officer, dirty_file
from django.conf import settings as desk

from mingjian.desk.data.models import Upload
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.models import Trace

CSV = "姓名,身份证号,死亡日期\n甲,340102195001010018,2024-01-01\n".encode()


def book(**parts: bytes) -> bytes:
    """A workbook, with parts it should not have."""
    made = io.BytesIO()
    sheet = openpyxl.Workbook()
    sheet.active.append(["姓名", "身份证号", "死亡日期"])
    sheet.save(made)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return made.getvalue()


def packed(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def kept() -> list[str]:
    folder = desk.DESK.folder / "uploads"
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()) if folder.is_dir() else []


def test_a_file_is_kept_as_it_is_with_who_and_when(officer: Officer) -> None:
    made = officer.upload("死亡名单.csv", CSV)
    assert (made["size"], made["sha256"]) == (len(CSV), hashlib.sha256(CSV).hexdigest())
    assert (made["state"]["code"], made["by"]["username"], made["office"]["code"]) == ("uploaded", "officer", "340000")
    assert kept() == [f"{made['id']}/死亡名单.csv"]
    trace = Trace.objects.get(action="data.upload")
    assert (trace.actor, trace.detail["sha256"]) == ("officer", made["sha256"])
    assert [one["id"] for one in officer.told("get", "uploads?open=true")["items"]] == [made["id"]]


def test_what_a_killed_process_left_is_in_nobodys_way(officer: Officer) -> None:
    """A process killed between moving the bytes and keeping the row leaves a folder of a number that is given again."""
    number = officer.upload("a.csv", CSV)["id"] + 1
    left = desk.DESK.folder / "uploads" / str(number)
    left.mkdir()
    (left / "left.csv").write_bytes(b"x")
    assert officer.upload("b.csv", CSV)["id"] == number
    assert [name for name in kept() if name.startswith(f"{number}/")] == [f"{number}/b.csv"]


OLE_MACROS = b"\xd0\xcf\x11\xe0" + b"\0" * 2000 + "_VBA_PROJECT".encode("utf-16-le") + b"\0" * 100
HOSTILE = {
    "a program": ("a.csv", b"MZ\x90\x00\x03"), "another": ("a.txt", b"\x7fELF\x02\x01"),
    "a script": ("a.csv", b"#!/bin/sh\nrm -rf /\n"),
    "a page with a script": ("a.csv", b" <script>alert(1)</script>"), "an ending of a program": ("a.exe", CSV),
    "two endings": ("a.csv.exe", CSV), "no ending": ("a", CSV), "a path": ("../../etc/passwd.csv", CSV),
    "a path of Windows": ("..\\x.csv", CSV), "a hidden file": (".a.csv", CSV),
    "a line feed in the name": ("a\r\nX-Y: z.csv", CSV), "a name that is turned round": ("a\u202evsc.csv", CSV),
    "a name that is too long": ("长" * 150 + ".csv", CSV), "nothing": ("a.csv", b""),
    "zero bytes": ("a.csv", b"a,b\x00\x00\n"), "a picture": ("a.xlsx", b"\x89PNG\r\n\x1a\n\x00\x00"),
    "a pdf": ("a.csv", b"%PDF-1.7"), "not parquet": ("a.parquet", CSV),
    "parquet as text": ("a.csv", b"PAR1\x00\x00"), "macros allowed": ("a.xlsm", book()),
    "macros in a workbook": ("a.xlsx", book(**{"xl/vbaProject.bin": b"x"})),
    "macros in an old workbook": ("a.xls", OLE_MACROS), "a workbook as zip": ("a.zip", book()),
    "a bomb": ("a.xlsx", book(**{"xl/x.xml": b"0" * (70 << 20)})),
    "a zip bomb": ("a.zip", packed({"a.csv": b"0" * (70 << 20)})),
    "a zip with a path": ("a.zip", packed({"../../a.csv": CSV})),
    "a zip with a root": ("a.zip", packed({"/tmp/a.csv": CSV})),
    "a zip with a program": ("a.zip", packed({"a.csv": b"MZ\x90"})),
    "a zip in a zip": ("a.zip", packed({"b.zip": packed({"a.csv": CSV})})),
    "a zip of other things": ("a.zip", packed({"a.pdf": b"%PDF"})), "an empty zip": ("a.zip", packed({})),
    "a torn zip": ("a.zip", packed({"a.csv": CSV})[:-30]), "a torn workbook": ("a.xlsx", book()[:2000]),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_refused_leaves_nothing(officer: Officer, kind: str) -> None:
    answer = officer.send(*HOSTILE[kind])
    assert answer.status_code == 400, answer.content.decode()
    assert answer.json()["zh"]
    assert answer.json()["en"]
    assert not Upload.objects.exists()
    assert kept() == []


def test_a_zip_of_files_is_one_delivery(officer: Officer) -> None:
    parts = {"甲县/a.csv": CSV, "乙县/b.csv": CSV, "__MACOSX/._a.csv": b"x", "甲县/.DS_Store": b"x"}
    made = officer.upload("死亡名单.zip", packed(parts))
    assert made["files"] == ["甲县/a.csv", "乙县/b.csv"]
    assert kept() == [f"{made['id']}/死亡名单/乙县/b.csv", f"{made['id']}/死亡名单/甲县/a.csv"]
    assert officer.page(made["id"])["plan"]["standard"] == "death_record@1"


def test_names_of_a_chinese_windows_are_read(officer: Officer) -> None:
    raw = packed({"AAAA.csv": CSV}).replace(b"AAAA.csv", "甲县".encode("gbk") + b".csv")
    assert officer.upload("a.zip", raw)["files"] == ["甲县.csv"]


def test_a_file_too_large_is_refused_before_and_while_it_is_read(officer: Officer, configure) -> None:
    configure(data_megabytes=1)
    answer = officer.send("a.csv", CSV + b"x" * (1 << 20))
    assert (answer.status_code, "1 MB" in answer.json()["en"]) == (413, True)
    from mingjian.desk.data.receiving import receive
    from mingjian.desk.errors import TooLarge
    from mingjian.desk.offices.models import User

    with pytest.raises(TooLarge):
        receive(User.objects.get(username="officer"), "a.csv", io.BytesIO(b"x" * (2 << 20)).read, 0)
    assert kept() == []


def test_a_full_disk_is_told_before_anything_is_written(officer: Officer, configure) -> None:
    configure(disk_megabytes=1 << 40)
    answer = officer.send("a.csv", CSV)
    assert (answer.status_code, "磁盘" in answer.json()["zh"]) == (400, True)


def test_who_loads_data_sees_deliveries_of_his_office_and_below(officer: Officer, user, client_of) -> None:
    county = Officer(client_of(user("county", Role.DATA_OFFICER, office="340102")))
    own, top = county.upload("a.csv", CSV), officer.upload("b.csv", CSV)
    assert [one["id"] for one in officer.told("get", "uploads")["items"]] == [top["id"], own["id"]]
    assert [one["id"] for one in county.told("get", "uploads")["items"]] == [own["id"]]
    assert county.ask("get", f"uploads/{top['id']}").status_code == 404
    chief = Officer(client_of(user("chief", Role.CHIEF, office="340000")))
    assert chief.told("get", "uploads") == {"items": [], "total": 0}
    assert chief.send("a.csv", CSV).status_code == 404
    assert chief.ask("post", f"uploads/{own['id']}/discard", {"version": 1}).status_code == 404


def test_a_discarded_delivery_leaves_its_row_and_no_bytes(officer: Officer) -> None:
    made = officer.upload("a.csv", CSV)
    assert officer.told("post", f"uploads/{made['id']}/discard", {"version": 1})["state"]["code"] == "discarded"
    assert kept() == []
    page = officer.page(made["id"])
    assert (page["plan"], page["can_change"], page["can_import"]) == (None, False, False)
    assert officer.ask("post", f"uploads/{made['id']}/discard", {"version": 2}).status_code == 409


def test_two_officers_with_one_delivery(officer: Officer, user, client_of) -> None:
    other = Officer(client_of(user("other", Role.DATA_OFFICER, office="340000")))
    number = officer.upload(data=dirty_file())["id"]
    seen = other.page(number)
    officer.map(number)
    late = other.ask("put", f"uploads/{number}/mapping", {**seen["draft"], "version": seen["version"]})
    assert (late.status_code, "officer" in late.json()["zh"]) == (409, True)
    for path in ("import", "discard"):
        assert other.ask("post", f"uploads/{number}/{path}", {"version": seen["version"]}).status_code == 409
    assert officer.page(number)["state"]["code"] == "mapped"
