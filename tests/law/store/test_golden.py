"""What the importers read of files, against files we wrote: every `*_example` beside its `.compare.json`.

To renew them after a change that is meant: `RENEW_GOLDEN=1 pytest tests/law/store/test_golden.py`, and read the diff.
"""

import json
import os
from pathlib import Path

import pytest

from mingjian.law.articles import article_code
from mingjian.law.store.dates import amended_by, repeals, start_of
from mingjian.law.store.files import read_folder

FILES = [one for one in sorted(Path(__file__).with_name("golden").glob("*_example.*")) if one.suffix != ".json"]


def told(source):
    start = start_of(source)
    return {
        "title": source.title,
        "published": str(source.published),
        "file": source.file,
        "sha256": source.sha256,
        "note": list(source.note),
        "start": [str(start.day), start.basis],
        "end": str(source.end),
        "amended": [[str(day), what] for day, what in amended_by(source)],
        "repeals": list(repeals(source)),
        "articles": {article_code(*key): [piece.path, piece.text] for key, piece in source.articles.items()},
        "body": source.body,
    }


@pytest.mark.parametrize("file", FILES, ids=[file.suffix[1:] + str(at) for at, file in enumerate(FILES)])
def test_an_importer_reads_what_it_read(file):
    read = [told(source) for source in read_folder(file)[0]]
    expected = file.with_suffix(".compare.json")
    if os.environ.get("RENEW_GOLDEN"):
        expected.write_text(json.dumps(read, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert read == json.loads(expected.read_text(encoding="utf-8"))
    assert read
