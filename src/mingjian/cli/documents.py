"""`mingjian documents`: court documents to facts, on the screen, in a file, or in the lake."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any, Literal

import typer

from mingjian.cli.command import Answer, command, group, wants_json
from mingjian.cli.errors import BadInput
from mingjian.cli.exits import Exit
from mingjian.cli.intake import show_load
from mingjian.cli.options import LakePath, coverage_of, day_of, open_lake
from mingjian.cli.plain import plain
from mingjian.cli.progress import Bar, progress
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.documents import Document, DocumentError, Reading

__all__ = ["app"]

app = group()
What = Literal[
    "criminal_judgment", "judgment_count", "indictment", "indictment_count", "accusation", "accusation_count",
    "civil_document", "civil_party", "contracting_finding", "facts",
]  # fmt: skip
Sources = Annotated[list[str], typer.Argument()]
TABLES = (
    "criminal_judgment", "judgment_count", "indictment", "indictment_count", "civil_document", "civil_party",
    "contracting_finding",
)  # fmt: skip
SHOWN = 20  # documents that were not read are named, up to so many, and counted


@dataclass
class Tally:
    """What a parse went through."""

    documents: int = 0
    undecided: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=lambda: dict.fromkeys(TABLES, 0))
    unread: list[tuple[str, str, str, str]] = field(default_factory=list)  # document, kind, why in both languages
    refused: list[DocumentError] = field(default_factory=list)


@command(app, "parse")
def parse(
    sources: Sources,
    to: Annotated[Path | None, typer.Option("--to")] = None,
    what: Annotated[What, typer.Option("--what")] = "criminal_judgment",
    full_text: Annotated[bool, typer.Option("--full-text")] = False,
) -> Answer:
    """Facts as JSON lines on the screen, or in a file: jsonl, or xlsx with one sheet a table."""
    tally = Tally()
    kept: list[Any] = []
    with progress("解析文书", "reading documents") as bar:
        found = _parsed(sources, tally, bar, full_text)
        if to is None:
            keep = kept.append if wants_json.get() else lambda line: sys.stdout.write(_dumped(line) + "\n")
            for line in _lines(found, what):
                keep(line)
        elif to.suffix.lower() == ".xlsx":
            _write_xlsx(to, found)
        elif to.suffix.lower() in (".jsonl", ".ndjson"):
            with _whole(to) as out:
                out.writelines(_dumped(line) + "\n" for line in _lines(found, what))
        else:
            raise BadInput(f"{to}：应以 .jsonl 或 .xlsx 结尾", f"{to}: should end in .jsonl or .xlsx")
    data = {**_data(tally), "to": to, "what": what}
    if to is None:
        data["lines"] = kept
    return Answer(data, lambda screen: _told(screen, tally, to), Exit.USAGE if tally.refused else Exit.OK)


@command(app, "load")
def load(
    sources: Sources,
    owner: Annotated[str, typer.Option("--owner")] = "000000",
    delivery: Annotated[Literal["full", "append", "correction"], typer.Option("--delivery")] = "full",
    cover: Annotated[list[str] | None, typer.Option("--cover")] = None,
    extracted_on: Annotated[str | None, typer.Option("--extracted-on")] = None,
    synthetic: Annotated[bool, typer.Option("--synthetic")] = False,
    lake: LakePath = None,
) -> Answer:
    """Documents into the lake, as versions of the standards they give rows of."""
    from mingjian.intake import Intake

    opened, tally = open_lake(lake), Tally()
    spans, day = coverage_of(cover or []), day_of(extracted_on, "--extracted-on") if extracted_on else None
    with (
        tempfile.TemporaryDirectory(prefix="mingjian-documents-") as scratch,
        progress("解析文书", "reading documents") as bar,
    ):
        files = {name: Path(scratch) / f"{name}.jsonl" for name in TABLES}
        _write_tables(files, _parsed(sources, tally, bar, full_text=True))
        if tally.refused:
            raise tally.refused[0]
        intake = Intake(opened, progress=lambda step: bar.at(step.share, step.zh, step.en))
        made = [
            intake.load(
                files[name], name, dataset=name, delivery=delivery, owner=owner, synthetic=synthetic, coverage=spans,
                extracted_on=day,
            )
            for name in TABLES
            if tally.rows[name]
        ]  # fmt: skip

    def show(screen: Screen) -> None:
        _told(screen, tally, None)
        for one in made:
            show_load(screen, one, [])

    versions = [{"name": one.name, "rows": one.rows, "counts": one.counts} for one in made]
    return Answer({**_data(tally), "versions": versions}, show)


def _parsed(sources: Sequence[str], tally: Tally, bar: Bar, full_text: bool) -> Iterator[tuple[Document, Reading]]:
    """Every document that is read; what cannot be is kept in the tally with its reason and the rest goes on."""
    from mingjian.documents import read_text

    for document in _documents(sources, tally):
        reading = read_text(document.text, document.given, document.id, full_text)
        kind = reading.kind.value
        tally.documents += 1
        tally.kinds[kind] = tally.kinds.get(kind, 0) + 1
        bar.at(None, f"已解析 {tally.documents:,} 份", f"{tally.documents:,} documents")
        if reading.unread:
            tally.unread.append((document.id, kind, *reading.unread))
            continue
        tally.undecided += reading.facts is not None and not reading.facts.decided
        for name, made in reading.rows.items():
            tally.rows[name] += len(made)
        yield document, reading


def _documents(sources: Sequence[str], tally: Tally) -> Iterator[Document]:
    from mingjian.documents import DocumentError, read_documents
    from mingjian.documents.readers import SUFFIXES

    for source in map(Path, sources):
        inside = sorted(one for one in source.rglob("*") if one.is_file() and not one.name.startswith("."))
        for file in inside if source.is_dir() else [source]:
            if file is not source and file.suffix.lower() not in SUFFIXES and not _picture(file):
                continue
            name = file.relative_to(source).as_posix() if file is not source else file.name
            try:
                for one in read_documents(file, tally.refused.append):
                    yield (
                        replace(one, id=name + one.id.removeprefix(file.name)) if one.id.startswith(file.name) else one
                    )
            except DocumentError as error:
                tally.refused.append(error)


def _picture(file: Path) -> bool:
    return file.suffix.lower() in {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".doc"}


def _lines(found: Iterable[tuple[Document, Reading]], what: What) -> Iterator[Any]:
    for document, reading in found:
        if what != "facts":
            yield from reading.rows.get(what) or reading.retold.get(what, [])
        elif reading.facts is not None:
            facts = reading.facts.model_dump(mode="json", exclude={"text"}, exclude_none=True)
            yield {"doc_id": document.id, "kind": reading.kind.value, **facts}


def _write_tables(files: dict[str, Path], found: Iterable[tuple[Document, Reading]]) -> None:
    with ExitStack() as stack:
        open_files = {name: stack.enter_context(file.open("w", encoding="utf-8")) for name, file in files.items()}
        for _, reading in found:
            for name, made in reading.rows.items():
                open_files[name].writelines(_dumped(line) + "\n" for line in made)


def _write_xlsx(to: Path, found: Iterable[tuple[Document, Reading]]) -> None:
    """One sheet a table, headed by the standard's Chinese labels; texts are never formulas."""
    import xlsxwriter

    from mingjian.standards import standards

    part = to.with_name(to.name + ".part")
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(part, options) as book:
        sheets, lines = {}, dict.fromkeys(TABLES, 0)
        columns = {name: [c for c in standards()[name].columns.values() if c.name != "full_text"] for name in TABLES}
        for name in TABLES:
            sheets[name] = book.add_worksheet(standards()[name].title.zh[:31])
            sheets[name].write_row(0, 0, [column.label.zh for column in columns[name]])
        written: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
        for _, reading in found:
            for name, made in reading.rows.items():
                written[name] += made
        for name in TABLES:  # one sheet after the other, as constant memory wants
            for row in written[name]:
                lines[name] += 1
                for place, column in enumerate(columns[name]):
                    _write_cell(sheets[name], lines[name], place, plain(row.get(column.name)))
    part.replace(to)


def _write_cell(sheet: Any, line: int, place: int, value: Any) -> None:
    if isinstance(value, bool):
        sheet.write_string(line, place, "是" if value else "否")
    elif isinstance(value, int | float):
        sheet.write_number(line, place, value)
    elif value is not None:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        sheet.write_string(line, place, "".join(c for c in text if c >= " " or c in "\n\t")[:32_767])


class _whole:
    """A text file that appears whole or not at all."""

    def __init__(self, path: Path) -> None:
        self._path, self._part = path, path.with_name(path.name + ".part")

    def __enter__(self) -> IO[str]:
        self._out = self._part.open("w", encoding="utf-8", newline="\n")
        return self._out

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        self._out.close()
        if kind is None:
            self._part.replace(self._path)
        else:
            self._part.unlink(missing_ok=True)


def _dumped(value: Any) -> str:
    return json.dumps(plain(value), ensure_ascii=False)


def _data(tally: Tally) -> dict[str, Any]:
    refused = [{"source": one.source, "zh": one.zh, "en": one.en} for one in tally.refused]
    unread = [{"document": name, "kind": kind, "zh": zh, "en": en} for name, kind, zh, en in tally.unread]
    return {
        "documents": tally.documents, "undecided": tally.undecided, "kinds": tally.kinds, "rows": tally.rows,
        "unread": unread, "refused": refused,
    }  # fmt: skip


def _told(screen: Screen, tally: Tally, to: Path | None) -> None:
    from mingjian.cli.screen import note
    from mingjian.documents.kinds import KINDS

    for one in tally.refused:
        note(f"{one.source}：{one.zh}", f"{one.source}: {one.en}", screen.lang)
    for name, _, zh, en in tally.unread[:SHOWN]:
        note(f"{name}：{zh}", f"{name}: {en}", screen.lang)
    rows = tally.rows
    where = (f"，写入 {to}", f", in {to}") if to else ("", "")
    note(
        f"{tally.documents} 份文书（{tally.undecided} 份没有裁判结果），{rows['criminal_judgment']} 名被告人，"
        f"{rows['judgment_count']} 项罪名，{rows['civil_party']} 名民事当事人和代理人{where[0]}",
        f"{tally.documents} documents ({tally.undecided} without a decision), {rows['criminal_judgment']} defendants, "
        f"{rows['judgment_count']} counts, {rows['civil_party']} civil parties and "
        f"agents{where[1]}",
        screen.lang,
    )
    if len(tally.kinds) > 1 or tally.unread:
        kinds = sorted(tally.kinds.items(), key=lambda item: -item[1])
        note(
            "；".join(f"{KINDS[kind][0]} {number} 份" for kind, number in kinds),
            "; ".join(f"{number} {KINDS[kind][1]}" for kind, number in kinds),
            screen.lang,
        )
