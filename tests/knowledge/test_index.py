"""The index on disk: adding, replacing, removing, killing, reading while somebody writes."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock
from knowledge_parts import made

from mingjian.knowledge import ALL, BadDocument, Document, Index, IndexFault, Query, search


def found(index: Index, text: str) -> list[str]:
    return [one.document.id for one in search(index.snapshot(), Query(text, limit=400), ALL).hits]


def test_what_is_added_again_is_the_same_and_what_changed_is_replaced(tmp_path: Path) -> None:
    index, documents = Index(tmp_path), made(1, 60)
    assert index.add(documents).added == 60
    before = (tmp_path / "index.json").read_bytes()
    assert index.add(documents).same == 60
    assert (tmp_path / "index.json").read_bytes() == before
    assert index.add([replace(documents[3], text="完全不同的内容")]).replaced == 1
    assert found(index, "完全不同") == [documents[3].id]
    assert index.snapshot().count() == 60
    assert index.remove([documents[3].id, "nobody"]).removed == 1
    assert found(index, "完全不同") == []
    assert index.snapshot().get(documents[4].id) == documents[4]


def test_a_document_comes_back_as_it_was_given(tmp_path: Path) -> None:
    index, documents = Index(tmp_path), made(2, 30)
    index.add(documents)
    assert sorted(Index(tmp_path).snapshot().documents(), key=lambda one: one.id) == documents


def test_small_segments_become_one_and_the_answers_stay(tmp_path: Path) -> None:
    index, whole = Index(tmp_path / "many"), Index(tmp_path / "one")
    documents = [replace(one, kind="case", rights=made(1, 1)[0].rights) for one in made(3, 40)]
    for one in documents:
        index.add([one])
    whole.add(documents)
    assert len(index.snapshot().segments) <= 5
    assert len(list((tmp_path / "many" / "segments").iterdir())) == len(index.snapshot().segments)
    for text in ("入户盗窃", "工资", "利息担保"):
        assert search(index.snapshot(), Query(text), ALL) == search(whole.snapshot(), Query(text), ALL)


def test_built_anew_beside_the_old_one(tmp_path: Path) -> None:
    index = Index(tmp_path)
    index.add(made(4, 50))
    old = index.snapshot()
    index.replace([Document("new", "case", "新", "全新文书", "invented")])
    assert index.snapshot().count() == 1
    assert old.count() == 50
    assert search(old, Query("盗窃"), ALL).hits  # its files are gone, what was opened is there


def test_an_id_given_twice_changes_nothing(tmp_path: Path) -> None:
    index, one = Index(tmp_path), made(5, 1)[0]
    with pytest.raises(BadDocument, match="两次"):
        index.add([one, one])
    assert index.snapshot().count() == 0


def test_one_writes_at_a_time(tmp_path: Path) -> None:
    with FileLock(tmp_path / "index.lock"), pytest.raises(IndexFault, match="另一个进程"):
        Index(tmp_path).add(made(1, 1))


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"form": 99, "segments": []}'])
def test_a_damaged_file_is_told(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "index.json").write_bytes(body)
    with pytest.raises(IndexFault, match="重建"):
        Index(tmp_path).snapshot()
    assert Index(tmp_path).replace(made(1, 3)).added == 3
    assert Index(tmp_path).snapshot().count() == 3
    Index(tmp_path).replace([])
    assert Index(tmp_path).snapshot().count() == 0


def test_one_that_cannot_be_read_is_begun_anew_and_no_other(tmp_path: Path) -> None:
    index = Index(tmp_path)
    index.add(made(1, 3))
    assert not index.begin_anew_if_unreadable()
    assert index.snapshot().count() == 3
    (tmp_path / "index.json").write_bytes(b"{")
    with FileLock(tmp_path / "index.lock"), pytest.raises(IndexFault, match="另一个进程"):
        index.begin_anew_if_unreadable()
    assert index.begin_anew_if_unreadable()
    assert index.snapshot().count() == 0


def test_a_missing_segment_is_told(tmp_path: Path) -> None:
    index = Index(tmp_path)
    index.add(made(1, 5))
    listed = json.loads((tmp_path / "index.json").read_bytes())
    listed["segments"][0]["name"] = "gone"
    (tmp_path / "index.json").write_text(json.dumps(listed))
    with pytest.raises(IndexFault, match="损坏"):
        Index(tmp_path).snapshot()


def _write(folder: str) -> None:
    number = 0
    while True:
        Index(folder).replace([replace(one, text=f"{one.text}。第{number}批") for one in made(6, 200)])
        number += 1


def test_killed_at_any_moment_it_is_the_old_or_the_new(tmp_path: Path) -> None:
    Index(tmp_path).add(made(6, 200))
    for wait in (0.05, 0.12, 0.21, 0.33, 0.4):
        child = multiprocessing.get_context("fork").Process(target=_write, args=(str(tmp_path),))
        child.start()
        time.sleep(wait)
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        texts = {one.text.rpartition("。")[2] for one in Index(tmp_path).snapshot().documents()}
        assert Index(tmp_path).snapshot().count() == 200
        assert len(texts) == 1 or not any("批" in one for one in texts)
    Index(tmp_path).add([])  # the lock of a killed writer is free again
    Index(tmp_path).remove(["d0000"])
    assert len(list((tmp_path / "segments").iterdir())) == len(Index(tmp_path).snapshot().segments)


def test_a_patient_writer_waits_for_another(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "index.lock", thread_local=False)
    lock.acquire()
    freed = threading.Timer(0.3, lock.release)
    freed.start()
    assert Index(tmp_path, patience=20).add(made(1, 1)).added == 1
    freed.join()
