"""Plain text: bytes → characters, whatever encoding a court's export uses."""

from __future__ import annotations

from charset_normalizer import from_bytes

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode(data: bytes) -> str:
    """Text of ``data``: by its mark, else UTF-8, else UTF-16 without a mark, else GB18030 (holds GBK), else a guess."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if data[:400].count(b"\x00") > 10:
        return data.decode(
            "utf-16-le" if data[1:400:2].count(b"\x00") > data[0:400:2].count(b"\x00") else "utf-16-be",
            errors="replace",
        )
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        best = from_bytes(data[:200_000], cp_isolation=["big5", "gb18030", "utf-8"]).best()
        return data.decode(best.encoding if best else "gb18030", errors="replace")
