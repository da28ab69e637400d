"""A user with all that sight asks for, in one query: every request begins with it."""

from __future__ import annotations

from typing import Any

from django.db.models import Aggregate, OuterRef, QuerySet, Subquery, TextField, Value

from mingjian.desk.offices.models import Office, User, UserLine, UserRole
from mingjian.desk.offices.roles import Role
from mingjian.models.enumerations import Line

__all__ = ["whole"]


class _Listed(Aggregate):
    """Values of several rows in one text, with commas between."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, list[Any]]:
        """PostgreSQL calls it otherwise, and lists texts only."""
        sql, given = self.as_sql(
            compiler, connection, function="STRING_AGG", template="%(function)s(%(expressions)s::text, ',')", **more
        )
        return sql, list(given)


def whole(users: QuerySet[User]) -> User | None:
    """The first of some users, with office, roles, lines and the offices below."""
    below = Office.objects.filter(path__startswith=OuterRef("office__path"))
    user = (
        users.select_related("office")
        .annotate(
            all_roles=_listed(UserRole.objects.filter(user=OuterRef("pk")), "role"),
            all_lines=_listed(UserLine.objects.filter(user=OuterRef("pk")), "line"),
            all_below=_listed(below, "pk"),
        )
        .first()
    )
    if user is not None:
        roles, lines, offices = (_parts(getattr(user, name)) for name in ("all_roles", "all_lines", "all_below"))
        user.role_set = frozenset(map(Role.of, roles))
        user.line_set = frozenset(map(Line.of, lines))
        user.offices_below = list(map(int, offices))
    return user


def _listed(rows: QuerySet[Any], name: str) -> Subquery:
    return Subquery(rows.order_by().values(one=Value(1)).annotate(listed=_Listed(name)).values("listed"))


def _parts(listed: str | None) -> list[str]:
    return listed.split(",") if listed else []
