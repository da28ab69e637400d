"""The cells of the first sheet of an uploaded workbook, within limits: sizes are looked at before they are believed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
from django.conf import settings

from mingjian.desk.errors import BadRequest

__all__ = ["cells_of"]

_UNPACKED = 100 << 20
_PARTS, _COLUMNS, _ABOVE = 500, 200, 20
"""Parts of the file, columns, and rows above and between the cards that are read at most."""


def cells_of(data: bytes) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Rows with their number. Formulas come as their text, so that nothing calculated is taken for a fact."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if len(parts) > _PARTS or sum(one.file_size for one in parts) > _UNPACKED:
                raise BadRequest(
                    "工作簿解压后过大，拒绝读取", "the workbook unpacks to too much and is not read", "file"
                )
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        most = settings.DESK.export_rows + _ABOVE
        rows = list(sheet.iter_rows(max_row=most + 1, max_col=_COLUMNS, values_only=True))
    except (BadRequest, MemoryError):
        raise
    except Exception:  # what a damaged workbook makes the reader raise has no common base
        raise BadRequest("工作簿已损坏或加密，无法读取", "the workbook is damaged or encrypted", "file") from None
    if len(rows) > most:
        raise BadRequest(
            f"第一张表超过{most}行，请分批导入，或删除多余的空行",
            f"the first sheet has more than {most} rows: import it in parts, or delete empty rows", "file",
        )  # fmt: skip
    return enumerate(rows, 1)
