"""Pictures decoded and encoded anew: nothing of what cameras and programs leave in them comes along."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mingjian.contest.blinding.sheet import FileSheet

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["Written", "as_jpeg", "blind_picture", "written_anew"]

_PIXELS = 60_000_000
_SIDE = 3000
"""Pixels of a picture at most, and of a side as it is written."""
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")


@dataclass(frozen=True, slots=True)
class Written:
    """A picture of pixels alone. `kind`: png or jpg."""

    data: bytes
    kind: str
    width: int
    height: int


def written_anew(data: bytes) -> Written | None:
    """The first frame of a picture, turned as its camera says, without its palette's or profile's remarks; None for
    what is none that can be read."""
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
                if opened.width * opened.height > _PIXELS or not opened.width or not opened.height:
                    return None
                photo = opened.format == "JPEG"
                turned = ImageOps.exif_transpose(opened)
                shown = _flat(turned)
    except Exception:  # whatever a broken picture makes its decoder raise
        return None
    shown.thumbnail((_SIDE, _SIDE))
    return Written(as_jpeg(shown) if photo else _png(shown), "jpg" if photo else "png", *shown.size)


def blind_picture(data: bytes, page: FileSheet) -> tuple[str, bytes] | None:
    """A picture that is a file of the work: written anew, and on the sheet, since its words are not read."""
    written = written_anew(data)
    if written is None:
        page.leave("unreadable", "无法读取的图片", "a picture that cannot be read")
        return None
    shown = page.picture("", (written.width, written.height), written.data)
    return (written.kind, written.data) if shown else None


def as_jpeg(image: Image) -> bytes:
    """Pixels as JPEG and nothing else."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=85)
    return buffer.getvalue()


def _png(image: Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def _flat(image: Image) -> Image:
    """Pixels alone, on white where they were transparent."""
    from PIL import Image as Pictures

    if image.mode in ("L", "1", "I;16", "I", "F"):
        plain = image.convert("L")
    else:
        clear = image.convert("RGBA")
        plain = Pictures.new("RGB", clear.size, (255, 255, 255))
        plain.paste(clear, mask=clear.getchannel("A"))
    bare = Pictures.new(plain.mode, plain.size)
    bare.paste(plain)
    return bare
