"""Random edits over all shipped models: the file says what was meant, and nothing else in it has changed.

No edit of these is refused: no way in which a shipped model is written, or disturbed here, stands in the way.
"""

from __future__ import annotations

import copy
import random

import pytest
from editing_drawn import drawn
from editing_texts import NAMES, disturbed, texts

from mingjian.models.editing import Bench
from mingjian.models.editing.plain import same
from mingjian.models.source import read_source

EDITS = 3


def walk(name: str, seed: int, edits: int = EDITS) -> None:
    """Edits one after another, each compared with its meaning over plain data; then all undone, and made again."""
    rng = random.Random(f"{name} {seed}")
    plain = texts(name)["model.yaml"]
    given = disturbed(plain, rng) if seed else None
    text = given.text if given is not None else plain
    owners = dict(given.owners) if given is not None else {}
    bench = Bench.of({"model.yaml": text})
    assert same(bench.model.data, read_source(plain, "x").data)
    assert {one.text for one in bench.model.comments} == set(owners)
    made = 0
    while made < edits:
        found = drawn(rng, bench.model.data)
        if found is None:
            continue
        made += 1
        edit, mean, path, goes = found
        wanted = copy.deepcopy(bench.model.data)
        mean(wanted)
        after = bench.apply(edit)
        assert same(after.model.data, wanted), edit
        check_comments(bench, after, owners if made == 1 else None, path, goes)
        bench = after
    check_undo(bench, text, again=edits > EDITS)


def check_comments(
    before: Bench, after: Bench, owners: dict[str, tuple[str | int, ...]] | None, path: tuple[str | int, ...], goes: str
) -> None:
    """Only comments of what was taken away are gone. Paths shift in lists, so owners are known for the first edit."""
    was, now = ({one.text for one in bench.model.comments} for bench in (before, after))
    assert now <= was
    if goes == "none":
        assert now == was
    if owners is None:
        return
    own = {word for word, owner in owners.items() if owner[: len(path)] == path}
    if goes == "below":
        assert was - now <= {word for word in own if owners[word] != path}
    elif goes == "all":
        assert was - now <= own
        if not before.model.layout.values[path[:-1]].flow:
            assert was - now == own


def check_undo(bench: Bench, text: str, *, again: bool) -> None:
    last = bench.texts
    while bench.done:
        bench = bench.undo()
    assert bench.texts == {"model.yaml": text}
    while again and bench.undone:
        bench = bench.redo()
    assert not again or bench.texts == last


@pytest.mark.parametrize("name", NAMES)
def test_an_edit_says_what_it_means_and_nothing_else(name: str) -> None:
    walk(name, 1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", NAMES)
def test_many_edits_say_what_they_mean(name: str, seed: int) -> None:
    walk(name, seed, 12)
