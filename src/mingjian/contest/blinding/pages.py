"""PDF files: each page drawn, found words blackened, and a PDF of those pictures. No text layer, attachment, form,
comment or property can be in it, since nothing of the file but what it looks like is taken.

What has no text layer cannot be searched: such pages, and pictures on others, are grey until somebody has looked.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from mingjian.contest.blinding.pictures import as_jpeg
from mingjian.contest.blinding.sheet import FileSheet

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["blind_pdf", "pictures_pdf"]

_DPI = 150
_PAGES = 300
_SIDE = 3500
"""Pages, and pixels of a side, at most: a larger page is drawn smaller."""
_FEW = 20
"""Signs below which a page has no text layer to speak of."""
_SMALL = 24
"""Pixels: a picture smaller both ways is a rule or a dot."""
_GREY = (200, 200, 200)

Box = tuple[float, float, float, float]


def blind_pdf(data: bytes, page: FileSheet) -> bytes | None:
    """A PDF of pictures without names; None for what cannot be drawn."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        page.leave("unreadable", "PDF 损坏或有密码", "a PDF that is damaged or under a password")
        return None
    try:
        if len(document) > _PAGES:
            page.leave("pages", f"超过 {_PAGES} 页", f"more than {_PAGES} pages")
            return None
        return _drawn(document, page)
    except (pdfium.PdfiumError, ValueError, MemoryError):
        page.leave("unreadable", "PDF 有页面无法绘制", "a page of the PDF cannot be drawn")
        return None
    finally:
        document.close()


def _drawn(document: Any, sheet: FileSheet) -> bytes:
    texts = [_text(document[number]) for number in range(len(document))]
    starts, at = [], 0
    for signs in texts:
        starts.append(at)
        at += len(signs) + 1
    whole = "\n".join("".join(signs) for signs in texts)
    hits = sheet.hits(whole, lambda place: str(sum(one <= place for one in starts)))
    made = []
    for number, (start, signs) in enumerate(zip(starts, texts, strict=True)):
        spans = [
            (one.start - start, one.end - start) for one in hits if one.start < start + len(signs) and one.end > start
        ]
        made.append(_page(document[number], number + 1, signs, spans, sheet))
    if any(_count_annotations(document[number]) for number in range(len(document))):
        sheet.leave("annotations", "批注与表单未放入匿名版", "comments and forms: not in the blind copy", serious=False)
    return pictures_pdf(made)


def _page(
    page: Any, number: int, signs: Sequence[str], spans: Sequence[tuple[int, int]], sheet: FileSheet
) -> tuple[bytes, int, int]:
    """One page as JPEG, with its size in pixels."""
    width, height = page.get_size()
    scale = min(_DPI / 72, _SIDE / max(width, height, 1))
    image = page.render(scale=scale, may_draw_forms=False, draw_annots=False).to_pil().convert("RGB")
    boxes = _boxes(page, spans, signs)
    _paint(image, boxes, (0, 0, 0), page)
    where, looks, hidden = _to_look_at(page, image, signs, scale)
    if where and not sheet.picture(f"第{number}页{where}", image.size, as_jpeg(image)):
        if looks:
            _paint(image, hidden, _GREY, page)
        else:
            image.paste(_GREY, (0, 0, *image.size))
    return as_jpeg(image), image.width, image.height


def _to_look_at(page: Any, image: Image, signs: Sequence[str], scale: float) -> tuple[str, bool, list[Box]]:
    """What of a page cannot be searched: "" for nothing; whether the rest of it can; where it is."""
    seen = [sign for sign in signs if not sign.isspace()]
    strange = sum(_strange(sign) for sign in seen)
    if len(seen) - strange < _FEW or strange * 5 > len(seen):
        return ("" if _empty(image) else "整页"), False, []
    pictures = _pictures(page)
    if pictures is None:
        return "整页", False, []
    large = [box for box in pictures if _large(box, scale)]
    return ("图片" if large else ""), True, large


def _text(page: Any) -> list[str]:
    """A sign for each that the page's text layer has, so that place is number."""
    import pypdfium2.raw as raw

    words = page.get_textpage()
    try:
        codes = (raw.FPDFText_GetUnicode(words, at) for at in range(words.count_chars()))
        return [chr(code) if code and not 0xD800 <= code < 0xE000 and code < 0x110000 else "\ufffd" for code in codes]
    finally:
        words.close()


def _boxes(page: Any, spans: Sequence[tuple[int, int]], signs: Sequence[str]) -> list[Box]:
    """Boxes of the signs of some spans, each a little larger than the sign, joined along a line."""
    import pypdfium2 as pdfium

    words = page.get_textpage()
    out: list[Box] = []
    try:
        for start, end in spans:
            row: Box | None = None
            for at in range(max(start, 0), min(end, len(signs))):
                try:
                    left, bottom, right, top = words.get_charbox(at, loose=True)
                except pdfium.PdfiumError:
                    continue
                if right <= left or top <= bottom:
                    continue
                box = (left - 1, bottom - 1, right + 1, top + 1)
                if row is not None and abs(box[1] - row[1]) < 3 and box[0] - row[2] < 40:
                    row = (min(row[0], box[0]), min(row[1], box[1]), max(row[2], box[2]), max(row[3], box[3]))
                else:
                    out += [] if row is None else [row]
                    row = box
            out += [] if row is None else [row]
    finally:
        words.close()
    return out


def _pictures(page: Any) -> list[Box] | None:
    """Where pictures are; None where one is part of a drawing, so that its place is not known."""
    import pypdfium2.raw as raw

    found = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=15))
    return None if any(one.level for one in found) else [one.get_bounds() for one in found]


def _count_annotations(page: Any) -> int:
    import pypdfium2.raw as raw

    return int(raw.FPDFPage_GetAnnotCount(page))


def _paint(image: Image, boxes: Sequence[Box], colour: tuple[int, int, int], page: Any) -> None:
    """Fill boxes given in the page's own unit, whatever its rotation and crop."""
    import pypdfium2.raw as raw

    for left, bottom, right, top in boxes:
        corners = []
        for x, y in ((left, bottom), (right, top)):
            dx, dy = ctypes.c_int(), ctypes.c_int()
            raw.FPDF_PageToDevice(page, 0, 0, image.width, image.height, 0, x, y, dx, dy)
            corners.append((dx.value, dy.value))
        (x0, y0), (x1, y1) = corners
        area = (
            max(0, min(x0, x1)),
            max(0, min(y0, y1)),
            min(image.width, max(x0, x1) + 1),
            min(image.height, max(y0, y1) + 1),
        )
        if area[2] > area[0] and area[3] > area[1]:
            image.paste(colour, area)


def _large(box: Box, scale: float) -> bool:
    return (box[2] - box[0]) * scale > _SMALL or (box[3] - box[1]) * scale > _SMALL


def _strange(sign: str) -> bool:
    """A sign that the text layer does not tell: such a page looks otherwise than it reads."""
    return sign == "\ufffd" or unicodedata.category(sign) in ("Co", "Cn", "Cs")


def _empty(image: Image) -> bool:
    return len(image.getcolors(2) or "  ") == 1


def pictures_pdf(pages: Sequence[tuple[bytes, int, int]]) -> bytes:
    """A PDF whose pages are JPEG pictures, and which says nothing else: no producer, no date, no id."""
    objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    kids = []
    for data, width, height in pages:
        wide, high = width * 72 / _DPI, height * 72 / _DPI
        at = len(objects) + 1
        kids.append(f"{at} 0 R")
        content = f"q {wide:.2f} 0 0 {high:.2f} 0 0 cm /P Do Q".encode()
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {wide:.2f} {high:.2f}]/Contents {at + 1} 0 R"
            f"/Resources<</XObject<</P {at + 2} 0 R>>>>>>".encode()
        )
        objects.append(f"<</Length {len(content)}>>stream\n".encode() + content + b"\nendstream")
        objects.append(
            f"<</Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceRGB/BitsPerComponent 8"
            f"/Filter/DCTDecode/Length {len(data)}>>stream\n".encode()
            + data
            + b"\nendstream"
        )
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    return bytes(out + f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode())
