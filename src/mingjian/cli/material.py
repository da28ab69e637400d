"""The text a command is to read: of a file, or of the standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from mingjian.cli.errors import BadInput

__all__ = ["Material", "material_of"]

Material = Annotated[str, typer.Argument(metavar="FILE")]
"""The name of a file, or `-`. (As a path typer would take `-` for a file that is not there.)"""


def material_of(file: str) -> str:
    """The text of a file with all documents in it, or of the standard input where the name is `-`.

    Refused where there is no such file, or no word in it.
    """
    from mingjian.documents import read_documents
    from mingjian.documents.readers.texts import decode

    if file != "-" and not Path(file).is_file():
        shown = file if len(file) <= 60 else f"{file[:60]}…"
        raise BadInput(
            f"没有文件“{shown}”；要直接给出文字，请写 - 并从标准输入送入",
            f"there is no file '{shown}'; to give the words themselves, write - and send them to the standard input",
        )
    text = decode(sys.stdin.buffer.read()) if file == "-" else "\n".join(one.text for one in read_documents(Path(file)))
    if not text.strip():
        raise BadInput(f"{file} 中没有文字", f"there is no text in {file}")
    return text
