"""Documents as text → records of a case file: police papers by `papers`, indictments and judgments by `documents`.

A text of no known kind stays in the file as it is. What was read keeps its characters value by value, and what a paper
should tell and does not is told with file and line, so that a person can look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mingjian.assist.evidence.case import Case
from mingjian.assist.evidence.papers import LARGEST, Joined, Joining, Lack, read_papers
from mingjian.assist.evidence.papers.court import court_paper
from mingjian.assist.evidence.records import CaseFile
from mingjian.models.problems import ModelErrors, Problem

__all__ = ["PapersRead", "case_of_documents", "join_papers", "read_case"]


@dataclass(frozen=True)
class PapersRead:
    """A case made of papers, and what could not be read: file, and the line with what was expected."""

    case: Case
    lacks: tuple[tuple[str, Lack], ...]


def case_of_documents(name: str, texts: Iterable[tuple[str, str]]) -> Case:
    """A case of the texts of documents (id, text). Raises ModelErrors where no charge can be read from any of them."""
    return read_case(name, texts).case


def read_case(name: str, texts: Iterable[tuple[str, str]], charges: Sequence[str] = ()) -> PapersRead:
    """A case of texts with what was not read. ``charges``: those of the case beside those told. Raises ModelErrors."""
    joined = join_papers(texts)
    charged = list(dict.fromkeys([*charges, *joined.charges]))
    if not charged:
        zh, en = (
            "没有读出罪名：材料里没有写明罪名的文书（立案决定书、讯问笔录、起诉书、判决书等）",
            "no charge could be read: no paper names one (decision to file, interrogation, indictment, judgment)",
        )
        raise ModelErrors([Problem(name, 1, 1, "", zh, en)])
    slug = re.sub(r"[^A-Za-z0-9_.-]+", "-", name).strip("-") or "case"
    slug = slug if slug[0].isalpha() else f"case-{slug}"
    data = {"case": slug[:60], "title": name[:200] or slug, "charges": charged, "stage": joined.stage}
    lists: dict[str, list[object]] = {}
    for into, row in joined.records:
        lists.setdefault(into, []).append(row)
    return PapersRead(Case(CaseFile.model_validate({**data, **lists})), tuple(joined.lacks))


def join_papers(texts: Iterable[tuple[str, str]], known: CaseFile | None = None) -> Joined:
    """The records of texts, to stand in a case file of their own or in one that is ``known``."""
    joining = Joining(known)
    for title, text in texts:
        papers = read_papers(text)
        for paper in papers:
            joining.take(title, paper)
        if papers:
            continue
        if len(text) > LARGEST:
            zh, en = f"文件超过 {LARGEST} 字，没有读", f"longer than {LARGEST} characters: not read"
            joining.out.lacks.append((title, Lack(1, zh, en)))
            continue
        paper, read = court_paper(title, text)
        joining.take(title, paper)
        if read:
            joining.out.stage = "prosecution"
    return joining.done()
