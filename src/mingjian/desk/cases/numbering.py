"""Numbers given out once: a counter a kind, office and year, moved in the transaction that uses the number."""

from __future__ import annotations

from django.db.models import F

from mingjian.desk.cases.models import Counter
from mingjian.desk.offices.models import Office

__all__ = ["next_number"]


def next_number(kind: str, office: Office, year: int) -> int:
    """The next number. To be called inside a transaction: its row is locked until that ends, so none is doubled."""
    counter, _ = Counter.objects.get_or_create(kind=kind, office=office, year=year)
    Counter.objects.filter(pk=counter.pk).update(last=F("last") + 1)
    return Counter.objects.values_list("last", flat=True).get(pk=counter.pk)
