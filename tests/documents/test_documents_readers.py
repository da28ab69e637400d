# ruff: noqa: E501, PT018 -- a case reads best on one line; "found and its value" is one claim
"""Files: encodings, Word, pages, records, and what is refused."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import docx
import pytest

from mingjian.documents import DocumentError, parse_judgment, read_documents


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_text_in_any_encoding(tmp_path: Path, one: str, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(one.encode(encoding))
    (document,) = read_documents(tmp_path / "a.txt")
    assert parse_judgment(document.text).defendants[0].name.value == "赵甲"


def test_word_with_a_table(tmp_path: Path, one: str) -> None:
    word = docx.Document()
    lines = one.splitlines()
    for line in lines[:3]:
        word.add_paragraph(line)
    word.add_table(1, 1).cell(0, 0).text = lines[3]
    for line in lines[4:]:
        word.add_paragraph(line)
    word.save(str(tmp_path / "a.docx"))
    (document,) = read_documents(tmp_path / "a.docx")
    j = parse_judgment(document.text)
    assert j.procuratorate and j.procuratorate.value == "临溪县人民检察院"
    assert j.defendants[0].final and j.defendants[0].final.months and j.defendants[0].final.months.value == 10


def test_page_with_its_declared_encoding(tmp_path: Path, one: str) -> None:
    body = "".join(f"<div>{line}</div>" for line in one.splitlines())
    page = f'<html><head><meta charset="gbk"><script>var x="罪";</script></head><body>{body}</body></html>'
    (tmp_path / "a.html").write_bytes(page.encode("gbk"))
    (document,) = read_documents(tmp_path / "a.html")
    assert "var x" not in document.text
    assert parse_judgment(document.text).outcome.value == "convicted"


def test_a_page_nested_ten_thousand_deep_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<div>" * 10_000 + "判决" + "</div>" * 10_000, encoding="utf-8")
    (document,) = read_documents(tmp_path / "a.html")
    assert len(document.text) < 40_000  # lxml may cut what nests too deep; it must not fail


def test_records_with_text_or_sections(tmp_path: Path, one: str) -> None:
    parts = {"案号": "（2018）川9901刑初12号", "裁判日期": "2018-03-20 00:00:00"}
    lines = [
        {"id": 7, "text": one},
        {**parts, "当事人": one[one.index("公诉机关") : one.index("临溪县人民检察院以")], "裁判结果": "被告人赵甲犯盗窃罪，判处拘役五个月。"},
    ]  # fmt: skip
    (tmp_path / "a.jsonl").write_text("\n\n".join(json.dumps(x, ensure_ascii=False) for x in lines), encoding="utf-8")
    first, second = read_documents(tmp_path / "a.jsonl")
    assert (first.id, first.text) == ("7", one)
    assert second.given == {"case_number": "（2018）川9901刑初12号", "judged_on": "2018-03-20"}
    assert second.id == "a.jsonl:3"
    assert "赵甲" in second.text


def test_a_folder_is_read_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert [d.id for d in read_documents(tmp_path)] == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.pdf", b"%PDF-1.7 ...", "PDF"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "扫描图像"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "扫描图像"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "另存为 docx"),
        ("a.docx", b"not a zip", "不是可以打开的 docx"),
        ("a.xyz", b"text", "不认识的文件类型"),
        ("a.jsonl", b"{broken", "JSON"),
        ("a.jsonl", b"[1]", "对象"),
        ("a.jsonl", b'{"x": 1}', "正文字段"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(DocumentError, match=says) as raised:
        list(read_documents(tmp_path / name))
    assert name in raised.value.source
    assert raised.value.en


def test_a_word_file_of_pictures_only_is_a_scan(tmp_path: Path) -> None:
    word = docx.Document()
    word.save(str(tmp_path / "plain.docx"))
    data = io.BytesIO((tmp_path / "plain.docx").read_bytes())
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("word/media/image1.png", b"\x89PNG")
    (tmp_path / "scan.docx").write_bytes(data.getvalue())
    with pytest.raises(DocumentError, match="扫描图像"):
        list(read_documents(tmp_path / "scan.docx"))


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="没有这个文件"):
        list(read_documents(tmp_path / "none.txt"))
