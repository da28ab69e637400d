"""The tables of the desk: all at once in an empty database, step by step in one that an older program made.

Django makes an empty database by walking through every migration there ever was, and renders all models anew at each
operation: seven seconds of processor time on a new desk. What comes of it is the models as they are, which can be made
as they are. That both ways give the same tables, indexes and constraints is tested on SQLite and PostgreSQL.
"""

from __future__ import annotations

from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration, RunPython, RunSQL
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState
from django.db.models import Model

__all__ = ["bring_up_to_date", "make_at_once", "make_step_by_step"]


class TablesThere(Exception):
    """The database is not empty any more."""


def bring_up_to_date() -> None:
    """What this program needs, whatever is there. Doing it twice changes nothing."""
    if connection.introspection.table_names():
        make_step_by_step()
        return
    try:
        make_at_once()
    except TablesThere:  # another process was quicker
        make_step_by_step()


def make_step_by_step() -> None:
    """By the migrations that were not done yet."""
    call_command("migrate", interactive=False, verbosity=0)


def make_at_once() -> None:
    """All tables of an empty database, and every migration written down as done: all of it or, when killed, nothing."""
    executor = MigrationExecutor(connection)
    state = executor.loader.project_state()
    migrations = [one for one, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    emit_pre_migrate_signal(0, False, connection.alias)
    with connection.schema_editor() as editor:
        _alone(editor)
        models: list[type[Model]] = [executor.recorder.Migration, *state.apps.get_models()]
        for model in models:
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        for one in migrations:
            _what_is_no_table(one, state, editor)
            executor.recorder.record_applied(one.app_label, one.name)
    emit_post_migrate_signal(0, False, connection.alias, apps=state.apps)


def _alone(editor: BaseDatabaseSchemaEditor) -> None:
    """One process at a time, to the end of the transaction; SQLite's writes are one at a time as they are. The second
    of two that began with an empty database is told so by the tables there are, before it makes any."""
    if connection.vendor == "postgresql":
        editor.execute("SELECT pg_advisory_xact_lock(hashtext('mingjian tables'))")
    if connection.introspection.table_names():
        raise TablesThere


def _what_is_no_table(one: Migration, state: ProjectState, editor: BaseDatabaseSchemaEditor) -> None:
    """Statements of a migration beside those that models tell: run over the tables as they came to be."""
    for operation in one.operations:
        if isinstance(operation, RunPython | RunSQL):
            operation.database_forwards(one.app_label, editor, state, state)
