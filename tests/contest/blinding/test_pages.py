"""PDF files: boxes over names, nothing in the file but pictures, and what cannot be searched waits for a person."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
import typst
from PIL import Image
from pypdf import PdfReader, PdfWriter

from mingjian.contest.blinding import Package, Roster, blind

FONTS = [name for name in typst.Fonts().families() if "CJK" in name or "Droid Sans Fallback" in name]
ROSTER = Roster(("张三丰",), ("安徽省合肥市蜀山区人民检察院",), contacts=("z@example.cn",))
pytestmark = pytest.mark.skipif(not FONTS, reason="no Chinese font for making PDF files")
SENTENCE = "本模型由张三丰研发，联系z\\@example.cn，核对主体是否同一，排除在途发放和补发等正当情形。"


def pdf(body: str, name: str = "张三丰") -> bytes:
    head = f'#set text(font: "{FONTS[0]}")\n#set document(author: "{name}", title: "{name}")\n'
    made = typst.compile((head + body).encode())
    assert isinstance(made, bytes)
    return made


def blinded(tmp_path: Path, data: bytes, decided=None) -> Package:  # type: ignore[no-untyped-def]
    work = tmp_path / "work"
    work.mkdir(exist_ok=True)
    (work / "a.pdf").write_bytes(data)
    return blind(work, tmp_path / ("again" if decided else "blind"), ROSTER, number="1", decided=decided)


def page(file: Path, number: int = 0) -> np.ndarray:
    with pdfium.PdfDocument(file) as document:
        return np.asarray(document[number].render(scale=150 / 72).to_pil().convert("L"))


def test_names_are_black_and_nothing_but_pictures_is_left(tmp_path: Path) -> None:
    data = pdf(SENTENCE)
    package = blinded(tmp_path, data)
    assert package.finished
    file = tmp_path / "blind/files/01.pdf"
    with pdfium.PdfDocument(data) as document:
        words = document[0].get_textpage()
        found = words.search("张三丰").get_next()
        boxes = [words.get_charbox(found[0] + at) for at in range(3)]
        height = document[0].get_height()
    drawn, scale = page(file), 150 / 72
    for left, bottom, right, top in boxes:
        area = drawn[
            int((height - top) * scale) : int((height - bottom) * scale), int(left * scale) : int(right * scale)
        ]
        assert (area < 60).mean() > 0.98
    raw = file.read_bytes()
    assert "张三丰".encode() not in raw
    reader = PdfReader(io.BytesIO(raw))
    assert reader.pages[0].extract_text() == ""
    assert not reader.metadata


def test_the_same_bytes_twice(tmp_path: Path) -> None:
    data = pdf(SENTENCE)
    first = blinded(tmp_path, data)
    second = blinded(tmp_path, data, {"x": "keep"})
    assert first.archive == second.archive


def test_a_turned_page_is_black_in_the_right_place(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.append(io.BytesIO(pdf(SENTENCE)))
    writer.pages[0].rotate(90)
    out = io.BytesIO()
    writer.write(out)
    blinded(tmp_path, out.getvalue())
    plain = page(tmp_path / "blind/files/01.pdf")
    (tmp_path / "second").mkdir()
    blinded(tmp_path / "second", pdf(SENTENCE))
    turned = np.rot90(page(tmp_path / "second/blind/files/01.pdf"), -1)
    assert plain.shape == turned.shape
    assert (np.abs(plain.astype(int) - turned.astype(int)) > 80).mean() < 0.002


def test_a_scan_is_grey_until_somebody_has_looked(tmp_path: Path) -> None:
    image, out = Image.new("RGB", (600, 800), (250, 250, 240)), io.BytesIO()
    image.paste((0, 0, 0), (100, 100, 200, 140))
    image.save(out, "PDF")
    package = blinded(tmp_path, out.getvalue())
    (seen,) = package.pictures
    assert not package.finished
    assert len(np.unique(page(tmp_path / "blind/files/01.pdf"))) < 4
    again = blinded(tmp_path, out.getvalue(), {seen.id: "keep"})
    assert again.finished
    assert page(tmp_path / "again/files/01.pdf").min() < 40


def test_a_picture_on_a_page_of_text_is_grey_and_the_text_is_there(tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    del svg
    image, out = Image.new("RGB", (300, 200), (200, 0, 0)), io.BytesIO()
    image.save(out, "PNG")
    listed = ",".join(str(one) for one in out.getvalue())
    data = pdf(f"{SENTENCE}\n\n#image(bytes(({listed},)), width: 5cm)")
    package = blinded(tmp_path, data)
    assert len(package.pictures) == 1
    with pdfium.PdfDocument(tmp_path / "blind/files/01.pdf") as document:
        seen = np.asarray(document[0].render(scale=1).to_pil().convert("RGB")).astype(int)
    assert not ((seen[:, :, 0] > 150) & (seen[:, :, 1] < 80)).any()


@pytest.mark.parametrize("data", [b"%PDF-1.4 broken", b"%PDF"])
def test_a_damaged_file_is_left_out(tmp_path: Path, data: bytes) -> None:
    package = blinded(tmp_path, data)
    assert [one.what for one in package.left] == ["unreadable"]


def test_one_under_a_password_is_left_out(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.append(io.BytesIO(pdf(SENTENCE)))
    writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    assert [one.what for one in blinded(tmp_path, out.getvalue()).left] == ["unreadable"]
