"""Word files: names gone wherever they stood, nothing of the old file in the new one, no trace of who or how long."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

from mingjian.contest.blinding import Roster, blind
from mingjian.documents.readers.words import docx_text

ONE = Roster(("张三丰",), ("安徽省合肥市蜀山区人民检察院",), contacts=("z@example.cn",))
OTHER = Roster(("欧阳修文",), ("河北省张家口市桥东区人民检察院",), contacts=("oy1@example.com",))


def document(roster: Roster) -> bytes:
    """A docx that names somebody in every place."""
    (name,), (office,), (email,) = roster.people, roster.offices, roster.contacts
    made = docx.Document()
    made.core_properties.author = name
    made.core_properties.title = office
    made.sections[0].header.paragraphs[0].text = f"{office}报送"
    made.add_heading(f"概述（{office}）", 1)
    paragraph = made.add_paragraph("由")
    for sign in name:
        paragraph.add_run(sign)
    paragraph.add_run("研发，联系")
    paragraph.add_run(email[:3])
    paragraph.add_run(email[3:]).bold = True
    table = made.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = name[0], name[1:]
    table.cell(1, 0).text = f"{name}\n{office}"
    gone = f'<w:del {nsdecls("w")} w:author="{name}"><w:r><w:delText>{name}</w:delText></w:r></w:del>'
    came = f'<w:ins {nsdecls("w")} w:author="{name}"><w:r><w:t>{name}来了</w:t></w:r></w:ins>'
    field = f'<w:fldSimple {nsdecls("w")} w:instr="AUTHOR"><w:r><w:t>{name}</w:t></w:r></w:fldSimple>'
    for one in (gone, came, field):
        made.add_paragraph()._p.append(parse_xml(one))
    made.add_picture(io.BytesIO(photograph(name)))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def photograph(name: str) -> bytes:
    image, out = Image.new("RGB", (40, 30), (10, 80, 120)), io.BytesIO()
    exif = image.getexif()
    exif[0x013B] = name.encode().decode("latin-1")
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def blinded(tmp_path: Path, data: bytes, roster: Roster, decided=None):  # type: ignore[no-untyped-def]
    work = tmp_path / "work"
    work.mkdir(exist_ok=True, parents=True)
    (work / "a.docx").write_bytes(data)
    package = blind(work, tmp_path / f"b{len(list(tmp_path.iterdir()))}", roster, number="1", decided=decided)
    return package, sorted(tmp_path.glob("b*/files/01.docx"), key=lambda one: len(str(one)))[-1].read_bytes()


def everything(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())


def test_every_place_of_a_word_file(tmp_path: Path) -> None:
    package, data = blinded(tmp_path, document(ONE), ONE)
    text = everything(data)
    for word in (*ONE.people, *ONE.offices, *ONE.contacts, "三丰"):
        assert word not in text
    read, _ = docx_text(data)
    assert "由某某研发，联系某联系方式" in read
    assert "某某来了" in read
    assert "某检察院报送" in read
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [one for one in archive.namelist() if "docProps" in one or "custom" in one]
    told = {one.what for one in package.left}
    assert {"deleted", "fields", "thumbnail"} <= told
    assert not [one for one in package.left if one.serious]


def test_authors_of_other_length_give_the_same_bytes(tmp_path: Path) -> None:
    _, first = blinded(tmp_path / "1", document(ONE), ONE)
    _, second = blinded(tmp_path / "2", document(OTHER), OTHER)
    assert first == second


def test_a_picture_is_shown_only_when_somebody_looked_and_without_what_the_camera_left(tmp_path: Path) -> None:
    package, data = blinded(tmp_path, document(ONE), ONE)
    (picture,) = package.pictures
    assert not package.finished
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [one for one in archive.namelist() if "media" in one]
    decided = {picture.id: "keep", **{one.id: "keep" for one in package.doubts}}
    again, data = blinded(tmp_path, document(ONE), ONE, decided)
    assert again.finished
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (media,) = (archive.read(one) for one in archive.namelist() if "media" in one)
    with Image.open(io.BytesIO(media)) as image:
        assert image.size == (40, 30)
        assert not dict(image.getexif())
    assert len(docx.Document(io.BytesIO(data)).inline_shapes) == 1


def test_the_copy_opens_and_keeps_headings_tables_and_numbers(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("一、概述", 1)
    made.add_paragraph("第一步", style="List Number")
    made.add_paragraph("第二步", style="List Number")
    made.add_table(2, 3).cell(1, 2).text = "格"
    out = io.BytesIO()
    made.save(out)
    _, data = blinded(tmp_path, out.getvalue(), ONE)
    copy = docx.Document(io.BytesIO(data))
    assert copy.paragraphs[0].style.name == "Heading 1"
    assert copy.tables[0].cell(1, 2).text == "格"


def test_hidden_text_and_comments_do_not_come_along_and_are_told(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("可见").add_run("不可见").font.hidden = True
    out = io.BytesIO()
    made.save(out)
    package, data = blinded(tmp_path, out.getvalue(), ONE)
    assert "不可见" not in everything(data)
    assert "hidden" in {one.what for one in package.left}


def test_what_is_not_understood_is_told_and_must_be_decided(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("文")._p.append(parse_xml(f"<w:strange {nsdecls('w')}><w:t>张三丰的字</w:t></w:strange>"))
    out = io.BytesIO()
    made.save(out)
    package, data = blinded(tmp_path, out.getvalue(), ONE)
    assert "的字" not in everything(data)
    (left,) = (one for one in package.left if one.what == "element:strange")
    assert left.serious
    assert left.id in package.undecided


@pytest.mark.parametrize("data", [b"PK\x03\x04 broken", b""])
def test_a_damaged_file_is_left_out(tmp_path: Path, data: bytes) -> None:
    work = tmp_path / "work"
    work.mkdir()
    (work / "a.docx").write_bytes(data)
    package = blind(work, tmp_path / "b", ONE, number="1")
    assert not package.finished


def test_nesting_without_end_is_refused_not_followed(tmp_path: Path) -> None:
    inner = "<w:p><w:r><w:t>x</w:t></w:r></w:p>"
    for _ in range(200):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{inner}</w:body></w:document>")
    work = tmp_path / "work"
    work.mkdir()
    (work / "a.docx").write_bytes(out.getvalue())
    package = blind(work, tmp_path / "b", ONE, number="1")
    assert [one.what for one in package.left] == ["unreadable"]
