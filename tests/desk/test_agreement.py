"""What is made from definitions is what they say: the tables, the description of the API, the sighted tables."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import get_type_hints

import pytest
from django.apps import apps
from django.core.management import call_command
from ninja import Schema
from pydantic import BaseModel

from mingjian.desk.api import api, openapi
from mingjian.desk.sight import Sighted
from mingjian.desk.words import Asked

ROOT = Path(__file__).parents[2]


@pytest.mark.django_db
def test_every_change_of_a_table_has_its_migration():
    call_command("makemigrations", check=True, dry_run=True, stdout=io.StringIO())


def test_the_client_is_made_from_the_api_as_it_is():
    kept = json.loads((ROOT / "frontend" / "openapi.json").read_text(encoding="utf-8"))
    assert kept == json.loads(json.dumps(openapi())), "run: mingjian desk openapi > frontend/openapi.json"


def test_every_table_with_an_office_and_a_line_is_sighted():
    for model in apps.get_models():
        names = {field.name for field in model._meta.get_fields()}
        if model.__module__.startswith("mingjian.desk") and {"office", "line"} <= names:
            assert isinstance(model._default_manager.all(), Sighted), model.__name__


def test_whatever_a_request_may_say_is_checked_for_texts_that_no_database_holds():
    views = [
        operation.view_func
        for _, router in api._routers
        for view in router.path_operations.values()
        for operation in view.operations
    ]
    given = [hint for view in views for name, hint in get_type_hints(view).items() if name != "return"]
    requests = {one for one in given if isinstance(one, type) and issubclass(one, BaseModel)}
    assert len(requests) > 15
    assert {one.__name__ for one in requests if not issubclass(one, Asked)} == set()


def test_what_is_answered_is_shown_as_it_was_made():
    """`Shown`, not ninja's own base, which reads every value through a getter."""
    ours = [one for one in _below(Schema) if one.__module__.startswith("mingjian.desk")]
    assert {one.__qualname__ for one in ours if not issubclass(one, Asked)} == set()


def _below(cls):
    return [one for sub in cls.__subclasses__() for one in (sub, *_below(sub))]


def test_every_operation_says_what_it_is_for_in_its_description():
    for path, methods in openapi()["paths"].items():
        for method, operation in methods.items():
            assert operation.get("description"), (method, path)
