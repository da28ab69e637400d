"""Which models there are here: by id the current one, by version and content any that is here."""

from __future__ import annotations

import dataclasses

import pytest

from mingjian.desk.known import Known, known
from mingjian.desk.shipped import shipped
from mingjian.models import Model

MODEL = "benefits-paid-to-the-dead"

pytestmark = pytest.mark.django_db


def other(version: str) -> Model:
    """The model with another number; its fingerprint is another one too."""
    one = shipped()[MODEL]
    data = {**one.data, "version": version}
    return dataclasses.replace(one, definition=one.definition.model_copy(update={"version": version}), data=data)


def test_what_ships_is_known() -> None:
    here = known()
    assert dict(here) == shipped()
    assert here.versions(MODEL) == (shipped()[MODEL],)
    assert (here.find("nothing"), here.exact("nothing", "sha256:0"), here.versions("nothing")) == (None, None, ())


def test_versions_stand_side_by_side_and_one_is_current() -> None:
    first, second = shipped()[MODEL], other("9.0.0")
    here = Known({MODEL: second}, [first])
    assert len(here) == 1
    assert here[MODEL] is here.find(MODEL) is second
    assert here.versions(MODEL) == (second, first)
    assert here.find(MODEL, first.version) is first
    assert here.exact(MODEL, first.fingerprint) is first
    assert here.exact(MODEL, "") is second
    assert (here.find(MODEL, "7.7.7"), here.exact(MODEL, "sha256:0")) == (None, None)


def test_one_that_is_not_current_is_in_no_list() -> None:
    """A pilot of a model nobody has published yet."""
    pilot = other("0.1.0")
    here = Known({}, [pilot])
    assert list(here) == []
    assert (here.get(MODEL), here.find(MODEL), here.find(MODEL, "0.1.0")) == (None, None, pilot)
