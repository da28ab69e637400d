"""Write one delivery: choose its rows, disturb them, and put them into the agency's container."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from mingjian.province import regions
from mingjian.province.clock import AS_OF, NONE, month_of
from mingjian.province.delivery import bytes as lines
from mingjian.province.delivery.agencies import Agency, Period
from mingjian.province.delivery.cells import Text, Writer
from mingjian.province.delivery.sheets import write_database, write_workbook
from mingjian.province.dirt.log import DirtLog
from mingjian.province.tables import Block, Coded, join, take
from mingjian.province.world import World, region_codes

CHUNK = 250_000
"""Rows formatted at a time, which bounds the memory."""

CORRECTION = 2


@dataclass(frozen=True)
class Delivered:
    """A delivery as written: file below the province's folder, rows, and what befell its cells."""

    file: str
    rows: int
    log: DirtLog


def explicit_rows(whole: Block, agency: Agency, period: Period, correction: bool) -> Block:
    """The explicit rows of a dataset that belong into a delivery."""
    if not len(whole["_p"]):
        return whole
    keep = np.ones(len(whole["_p"]), np.bool_)
    when = whole.get("_when")
    marked = np.zeros(len(keep), np.bool_) if when is None else np.asarray(when) == CORRECTION
    keep &= marked if correction else ~marked
    gone = whole.get("_gone")
    if gone is not None and period.last == AS_OF:
        keep &= np.asarray(gone) != 1
    if len(agency.cities) == 1:
        keep &= np.isin(_city_of(whole), agency.cities)
    if agency.time is not None and not correction:
        keep &= _in_period(np.asarray(whole[agency.time]), agency.time, period)
    facility = whole.get("facility")
    if isinstance(facility, Coded):
        prison = np.array([word.endswith("监狱") for word in facility.words])[facility.index]
        keep &= prison if agency.facility else ~prison
    return take(whole, np.flatnonzero(keep))


def _in_period(column: npt.NDArray[np.integer], time: str, period: Period) -> npt.NDArray[np.bool_]:
    first, last = period.first, period.last
    if time == "month":
        first, last = month_of(np.array([first, last], np.int32)).tolist()
    early = (column < first) & (period.kind == "full")
    return (column >= first) & (column <= last) | early


def _city_of(block: Block) -> npt.NDArray[np.int32]:
    region = block["region"]
    assert isinstance(region, Coded)
    index = np.array([_city_of_code(word) for word in region.words], np.int32)
    return index[region.index]


def _city_of_code(code: str) -> int:
    return next((i for i, city in enumerate(regions.CITIES) if city.code[:4] == code[:4]), 0)


def in_order(block: Block, agency: Agency, rng: np.random.Generator) -> Block:
    """Rows by the dataset's own time where it has one, otherwise shuffled: plants are not at the head of a file."""
    n = len(block["_p"])
    if agency.time is None or not n:
        return take(block, rng.permutation(n))
    column = np.asarray(block[agency.time]).astype(np.int64)
    tie = np.asarray(block["_p"]).astype(np.int64) * 2654435761 % 1_048_573
    return take(block, np.argsort(column * 1_048_576 + tie, kind="stable"))


def file_name(agency: Agency, period: Period) -> str:
    """Folder of the dataset, agency, what it is and until when."""
    layout = agency.layout
    ending = {"sqlite": "db"}.get(layout.container, layout.container)
    kind = {"full": "全量", "append": "增量", "correction": "更正"}[period.kind]
    year, month = divmod(int(month_of(np.array([period.last], np.int32))[0]), 12)
    what = layout.standard.title.zh
    return f"files/{layout.dataset}/{layout.agency}_{what}_{kind}_{year}{month + 1:02d}.{ending}"


def write(world: World, folder: Path, agency: Agency, period: Period, block: Block, dirt: float, silent: float,
          bad_ids: float = 0.0) -> Delivered:  # fmt: skip
    """Write the rows in the agency's way."""
    layout = agency.layout
    rng = world.rng("file", layout.dataset, layout.agency, period.kind, str(period.last))
    name = file_name(agency, period)
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    log = DirtLog()
    block = in_order(block, agency, rng)
    writer = Writer(world, rng, layout, dirt, silent, log, bad_ids)
    if layout.container == "xlsx":
        _workbook(path, agency, writer, block)
    elif layout.container == "sqlite":
        headers = [layout.header(column) for column in layout.columns]
        write_database(path, layout.standard.title.zh, headers, [_texts(writer, part) for part in _chunks(block)])
    else:
        _lines(path, writer, block)
    return Delivered(name, len(block["_p"]), log)


def _chunks(block: Block) -> list[Block]:
    n = len(block["_p"])
    return [take(block, np.arange(start, min(start + CHUNK, n))) for start in range(0, max(n, 1), CHUNK)]


def _texts(writer: Writer, block: Block) -> list[Text]:
    return [writer.column(block, name) for name in writer.layout.columns]


def _lines(path: Path, writer: Writer, block: Block) -> None:
    layout = writer.layout
    separator = {"csv": ",", "tsv": "\t", "jsonl": None}[layout.container]
    headers = [layout.header(column) for column in layout.columns]
    file = lines.LineFile(path, layout.encoding, writer.rng, writer.log, layout.dataset)
    if separator is not None:
        if layout.title:
            file.write_text(layout.title)
        file.write_text(separator.join(headers))
    n = len(block["_p"])
    for start in range(0, n, CHUNK):
        part = take(block, np.arange(start, min(start + CHUNK, n)))
        texts = _texts(writer, part)
        made = lines.lines_of(texts, separator, layout.encoding) if separator else lines.json_lines_of(texts, headers)
        file.write(made, part, writer.dirt, separator)
    if separator is not None and layout.total:
        file.write_text(separator.join(["合计", f"共{n}条"] + [""] * (len(headers) - 2)))
    file.close()


def _workbook(path: Path, agency: Agency, writer: Writer, block: Block) -> None:
    """One sheet, or one for each city of a province-wide delivery."""
    layout = agency.layout
    headers = [layout.header(column) for column in layout.columns]
    sheets = []
    if len(agency.cities) == 1:
        sheets.append((regions.CITIES[agency.cities[0]].name, headers, _texts(writer, block)))
    else:
        city = _city_of(block)
        for index in agency.cities:
            part = take(block, np.flatnonzero(city == index))
            sheets.append((regions.CITIES[index].name, headers, _texts(writer, part)))
    title = f"{layout.agency}{layout.standard.title.zh}数据表"
    write_workbook(path, sheets, title, total=True, merged=3)


def background_block(made: Block, base: int) -> Block:
    """A generated block with record numbers of its own."""
    n = len(made["_p"])
    return {**made, "_r": np.arange(base, base + n, dtype=np.int32)}


__all__ = ["NONE", "Delivered", "background_block", "explicit_rows", "file_name", "join", "region_codes", "write"]
