"""Certificates of the works that won: all in one file for those who run the contest, one's own for an entrant, and the
desk's word on whether a printed one holds. All of it only while the result is published: one that is judged again has
other certificates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.timezone import localtime

from mingjian.contest.certificate import Author, Certificate
from mingjian.desk.contests.models import Work
from mingjian.desk.contests.papers.certificates import certificates_pdf
from mingjian.desk.contests.papers_schemas import AwardCertificate
from mingjian.desk.contests.results import award_of, outcomes_of, ranks_of
from mingjian.desk.contests.sealing import sign
from mingjian.desk.contests.sight import Seen, What, seen
from mingjian.desk.contests.states import Phase
from mingjian.desk.contests.work_schemas import AuthorInfo
from mingjian.desk.contests.works import about_of, own_work, type_of
from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.exchange.keys import own_public
from mingjian.desk.offices.models import Office, User
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Text as Said
from mingjian.models.problems import Lang
from mingjian.models.texts import Text

__all__ = ["all_certificates", "checked_certificate", "own_certificate"]


def all_certificates(user: User, slug: str, lang: Lang) -> tuple[str, bytes]:
    """One file with a page for each work that has an award, the highest first."""
    at = seen(user, slug)
    at.need(What.CERTIFICATES)
    made = list(_certificates(at))
    if not made:
        raise BadRequest("没有获奖作品", "no work has an award")
    trace(user.username, "contest.certificates", at.contest.slug, certificates=len(made))
    return f"{at.contest.slug}-certificates.pdf", certificates_pdf(made, lang)


def own_certificate(user: User, slug: str, word: str, lang: Lang) -> tuple[str, bytes]:
    """The certificate of an entrant's own work."""
    at = seen(user, slug)
    at.need(What.PUBLISHED)
    work = own_work(at, word)
    found = _one(at, work.number)
    trace(user.username, "contest.certificate", at.contest.slug, number=found.number)
    return f"{found.number}.pdf", certificates_pdf([found], lang)


def checked_certificate(user: User, slug: str, number: str, digest: str) -> AwardCertificate:
    """The certificate of a work as it is now, for everybody who sees the published result."""
    at = seen(user, slug)
    if not at.phase.reached(Phase.PUBLISHED):
        raise NotFound("结果尚未公布", "the result is not published yet")
    found = _one(at, number)
    text = found.canonical()
    work = Work.objects.get(contest=at.contest, number=number)
    return AwardCertificate(
        number=found.number, digest=found.digest, holds=digest.strip().lower() == found.digest if digest else None,
        work=found.work, type=type_of(found.kind), title=found.title,
        authors=[AuthorInfo(**one) for one in about_of(work)["authors"]],
        award=Said(zh=found.award.zh, en=found.award.en), day=found.day, text=text.decode(), signature=sign(text),
        public=own_public(),
    )  # fmt: skip


def _one(at: Seen, number: str) -> Certificate:
    found = next(_certificates(at, number), None) if number else None
    if found is None:
        raise NotFound("此作品没有获奖证书", "there is no certificate of this work")
    return found


def _certificates(at: Seen, number: str = "") -> Iterator[Certificate]:
    """Of one work or of all, by type and rank. Nothing before publication, or while it is judged again."""
    if not at.phase.reached(Phase.PUBLISHED):
        return
    contest, rules = at.contest, at.rules.definition
    offices = {one.code: Text(zh=one.zh, en=one.en) for one in Office.objects.all()}
    works = {one.number: one for one in Work.objects.filter(contest=contest).exclude(number="")}
    day = localtime(datetime.fromisoformat(contest.since[Phase.PUBLISHED.value])).date()
    for kind, data in sorted(outcomes_of(contest).items()):
        words = type_of(kind)
        for name, one in ranks_of(data).items():
            award = award_of(rules.types[kind], one["rank"])
            if award is None or number not in ("", name):
                continue
            said = about_of(works[name])
            yield Certificate(
                contest=contest.slug, contest_title=Text(zh=rules.title.zh, en=rules.title.en),
                organiser=Text(zh=rules.organiser.zh, en=rules.organiser.en), work=name, kind=kind,
                kind_title=Text(zh=words.zh, en=words.en), title=said["title"],
                authors=tuple(Author(a["name"], offices.get(a["office"])) for a in said["authors"]),
                award=Text(zh=award.zh, en=award.en), rank=one["rank"], result=contest.digest, day=day,
            )  # fmt: skip
