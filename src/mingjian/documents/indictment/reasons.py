"""What the prosecution asserts of each defendant in spans of facts and reasons."""

from __future__ import annotations

from mingjian.documents import opinion, payments, proposal
from mingjian.documents.found import Found
from mingjian.documents.indictment.charged import Charged
from mingjian.documents.indictment.proposed import full
from mingjian.documents.model import Asserted
from mingjian.documents.scale import scale
from mingjian.documents.sections import Span
from mingjian.documents.text import Clean


def asserted(
    clean: Clean, facts: Span, reasons: list[Span], names: list[str], units: tuple[int, ...],
    charged: Charged, proposals: list[proposal.Proposed],
) -> list[Asserted]:  # fmt: skip
    """One a defendant, in the order of ``names``; ``reasons`` begin behind the word 认为."""
    text = clean.text
    recovered = payments.recovered(text, *facts)
    mentions = [
        m for start, end in reasons for m in opinion.circumstances(text, start, end, names, True, units, recovered)
    ]
    made = []
    for i, name in enumerate(names):
        told = scale(text, *facts, names, name)
        found: dict[str, Found[str]] = {}
        for m in mentions:
            if i in m.who:
                found.setdefault(m.kind, clean.found(m.kind, m.start, m.end, m.sure))
        if "surrender" in found:
            found.pop("confession", None)
        own = [p for p in proposals if i in p.who and not (i in units and len(p.who) > 1)]
        made.append(
            Asserted(
                charges=[clean.found(charge, *at) for charge, at in charged.get(i, {}).items()],
                act_count=clean.found(*told.acts) if told.acts else None,
                amount=clean.found(*told.amount) if told.amount else None,
                circumstances=[found[kind] for kind in sorted(found)],
                reasoned=bool(reasons),
                proposal=full(clean, own[-1], proposals) if own else None,
            )
        )
    return made
