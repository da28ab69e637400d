"""Facts of a civil document as rows of ``civil_document``, ``civil_party`` and ``contracting_finding``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mingjian.documents.civil.model import Agent, CivilDocument, Loan, Party, Works
from mingjian.documents.civil.parties import ANSWERING, CLAIMING
from mingjian.documents.dates import as_day
from mingjian.documents.found import Found
from mingjian.documents.places import region_of_court

Row = dict[str, Any]
_DOUBT = 0.7  # below it a person should look (`Found.sure`): the column is named in `doubtful`


@dataclass(frozen=True, slots=True)
class CivilRows:
    """Rows by standard, keys the columns."""

    civil_document: list[Row]
    civil_party: list[Row]
    contracting_finding: list[Row]


def civil_rows(document: CivilDocument, doc_id: str | None = None, full_text: bool = False) -> CivilRows:
    """One row a document, a party or agent, a finding; columns whose value is doubtful are named in ``doubtful``."""
    loan = document.loan or Loan()
    court = _value(document.court)
    claiming = _in(document, CLAIMING)
    values: dict[str, Found[Any] | None] = {
        "case_number": document.case_number, "court": document.court, "document_type": document.document_type,
        "stage": document.stage, "cause": document.cause, "procedure": document.procedure,
        "filed_on": document.filed_on, "judged_on": document.judged_on, "public_notice": document.public_notice,
        "absent": document.default, "outcome": document.outcome, "claims": document.claims,
        "awarded": document.awarded, "acceptance_fee": document.fee, "lent_on": loan.lent_on,
        "principal": loan.principal, "delivery": loan.delivery, "rate_claimed": loan.rate_claimed,
        "rate_found": loan.rate_found, "iou": loan.iou,
    }  # fmt: skip
    row = {name: _as(name, found) for name, found in values.items()}
    doubtful = [name for name, found in values.items() if found is not None and found.sure < _DOUBT]
    agents = list(dict.fromkeys(a.name.value for p in document.parties for a in p.agents))
    firms = list(dict.fromkeys(a.firm.value for p in document.parties for a in p.agents if a.firm))
    row |= {
        "region": region_of_court(court) if court else None,
        "name": _joined(claiming),
        "id_number": _value(claiming[0].id_number) if claiming else None,
        "respondents": _joined(_in(document, ANSWERING)),
        "agents": "、".join(agents) or None,
        "law_firms": "、".join(firms) or None,
        "articles": "、".join(found.value for found in document.articles) or None,
        "effective_on": None,  # of court registers; not read from texts
        "mediation_body": None,  # of court registers; not read from texts
        "mediator": None,
        "doubtful": "、".join(doubtful) or None,
        "doc_id": doc_id,
        "full_text": document.text if full_text else None,
    }
    return CivilRows([row], _parties(document, row), _contracting(document, row))


def _contracting(document: CivilDocument, row: Row) -> list[Row]:
    """One row a finding or assertion; the works' end and the harm are the document's."""
    common = (
        "case_number", "court", "region", "stage", "cause", "filed_on", "judged_on", "effective_on", "doc_id",
    )  # fmt: skip
    of = {party.name.value: party for party in document.parties}
    codes = {name: _value(party.uscc) for name, party in of.items()}
    ids = {name: _value(party.id_number) for name, party in of.items()}
    works = document.works or Works()
    return [
        {
            **{name: row[name] for name in common},
            "finding_no": number,
            "kind": one.kind.value,
            "told_by": one.told_by.value,
            "company_name": _value(one.company),
            "uscc": codes.get(one.company.value) if one.company else None,
            "name": _value(one.other),
            "id_number": ids.get(one.other.value) if one.other else None,
            "project": _value(one.project),
            "ended_on": as_day(works.ended_on.value) if works.ended_on else None,
            "harm": _value(works.harm),
            "sentence": one.sentence.value,
            "doubtful": one.company is None or one.kind.sure < _DOUBT,
        }
        for number, one in enumerate(document.contracting, 1)
    ]


def _parties(document: CivilDocument, row: Row) -> list[Row]:
    common = {
        name: row[name] for name in ("case_number", "court", "cause", "filed_on", "judged_on", "region", "doc_id")
    }
    made: list[Row] = []
    acting: dict[tuple[str, str | None], Row] = {}
    for party in document.parties:
        made.append({**common, **_party(party)})
        for agent in party.agents:
            key = (agent.name.value, _value(agent.firm))
            if key in acting:
                acting[key]["represents"] += f"、{party.name.value}"
            else:
                acting[key] = {**common, **_agent(agent, party)}
    made += acting.values()
    for number, line in enumerate(made, 1):
        line["party_no"] = number
    return made


def _party(party: Party) -> Row:
    found = (party.name, party.role, party.sex, party.birth_date, party.id_number, party.address)
    return {
        "role": party.role.value,
        "role_below": _value(party.below),
        "kind": "organisation" if party.organisation else "person",
        "name": party.name.value,
        "company_name": party.name.value if party.organisation else None,
        "id_number": _value(party.id_number),
        "uscc": _value(party.uscc),
        "sex": _value(party.sex),
        "birth_date": as_day(party.birth_date.value) if party.birth_date else None,
        "address": _value(party.address),
        "representative": _value(party.representative),
        "absent": _value(party.absent),
        "agent_kind": None,
        "law_firm": None,
        "represents": None,
        "doubtful": any(one is not None and one.sure < _DOUBT for one in found),
    }


def _agent(agent: Agent, party: Party) -> Row:
    return {
        "role": "agent",
        "role_below": None,
        "kind": "person",
        "name": agent.name.value,
        "company_name": None,
        "id_number": None,
        "uscc": None,
        "sex": None,
        "birth_date": None,
        "address": None,
        "representative": None,
        "absent": None,
        "agent_kind": _value(agent.kind),
        "law_firm": _value(agent.firm),
        "represents": party.name.value,
        "doubtful": agent.name.sure < _DOUBT,
    }


def _value(found: Found[Any] | None) -> Any:
    return None if found is None else found.value


def _as(name: str, found: Found[Any] | None) -> Any:
    value = _value(found)
    return as_day(value) if name.endswith("_on") and value is not None else value


def _in(document: CivilDocument, roles: tuple[str, ...]) -> list[Party]:
    return [party for party in document.parties if party.role.value in roles]


def _joined(found: list[Party]) -> str | None:
    return "、".join(dict.fromkeys(party.name.value for party in found)) or None
