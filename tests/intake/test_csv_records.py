"""The splitter of blocks against Python's csv reader."""

import csv
import io

from agency_files import csv_text, pension_rows
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.intake.csv_body import BodyReader
from mingjian.intake.csv_records import Shape, split_block, with_line_ends
from mingjian.intake.csv_repair import record_text
from mingjian.intake.csv_text import TextBlocks
from mingjian.intake.rejects import RejectWriter

cells = st.text(alphabet='ab,"\n\r;é张 ', max_size=6)


@settings(deadline=None)
@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=12), st.sampled_from(["\n", "\r\n"]))
def test_records_are_those_of_the_csv_reader(rows, end):
    data = "".join(record_text(row, ",")[:-1] + end for row in rows).encode()
    block = split_block(data, Shape(ord(","), 3))
    assert block.proper
    assert len(block.ends) == len(rows)
    starts = [0, *(block.ends[:-1] + 1)]
    odd = set(block.odd.tolist())
    for number, (start, stop) in enumerate(zip(starts, block.ends, strict=True)):
        read = list(csv.reader(io.StringIO(data[start : stop + 1].decode(), newline="")))
        if number not in odd:
            assert read == [rows[number]]
    assert block.returns == (len(rows) if end == "\r\n" else 0)


@settings(deadline=None)
@given(st.lists(st.integers(1, 5), min_size=1, max_size=30))
def test_every_record_of_another_width_is_odd(widths):
    data = "".join(",".join("x" * 2 for _ in range(width)) + "\n" for width in widths).encode()
    block = split_block(data, Shape(ord(","), 3))
    assert block.odd.tolist() == [i for i, width in enumerate(widths) if width != 3]


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(alphabet="ab", max_size=3), st.booleans()), min_size=1, max_size=20), st.booleans())
def test_line_ends_become_one_kind(lines, returns):
    data = "".join(text + ("\r\n" if has else "\n") for text, has in lines).encode()
    ends = split_block(data, Shape(ord(","), 1)).ends
    end = "\r\n" if returns else "\n"
    assert with_line_ends(data, ends, returns) == "".join(text + end for text, _ in lines).encode()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(cells, min_size=1, max_size=4), min_size=1, max_size=15),
    st.binary(max_size=8),
    st.sampled_from([16, 64, 1 << 20]),
)
def test_the_body_loses_no_line_whatever_the_block_size(tmp_path_factory, rows, junk, size):
    folder = tmp_path_factory.mktemp("body")
    path = folder / "a.csv"
    path.write_bytes(b"x,y,z\n" + "".join(record_text(row, ",") for row in rows).encode() + junk)
    with RejectWriter(folder / "rejects.parquet") as rejects:
        reader = BodyReader(path, "a.csv", "utf-8", Shape(ord(","), 3), 1, folder / "copy.csv", rejects)
        reader._text = TextBlocks(path, "utf-8", block=size)
        body = reader.read()
    assert sum(rejects.counts.values()) <= body.records
    data = body.path.read_bytes().split(b"\n", body.skip)[-1] if body.skip else body.path.read_bytes()
    if body.path != path:
        read = list(csv.reader(io.StringIO(data.decode(), newline="")))
        assert len(read) == body.rows
        assert all(len(record) == 3 for record in read)


def test_a_clean_file_is_not_copied(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(csv_text(pension_rows(1000)) + "\n\n")
    with RejectWriter(tmp_path / "r.parquet") as rejects:
        body = BodyReader(path, "a.csv", "utf-8", Shape(ord(","), 5), 1, tmp_path / "copy.csv", rejects).read()
    assert (body.path, body.skip, body.rows, body.records) == (path, 1, 1000, 1002)
    assert not (tmp_path / "copy.csv").exists()
    assert rejects.counts == {"set_aside": 2}
