"""Finding citations: every article a text cites, with its span, the title as written, and how it came to its law.

A law named once holds for the articles listed after it, an article for the paragraphs, a paragraph for the items. 该法
and 同法 mean the law last named, 本法 the law whose text this is, 前款 the paragraph before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, Literal

from mingjian.law.articles import Article, short_title
from mingjian.law.citing.grammar import (
    ABOUT,
    ABOUT_BEHIND,
    ALIAS,
    CITED_BEHIND,
    INSIDE,
    JOINED,
    TOKEN,
    UNTIL,
    WITHIN,
    numbers_of,
    squeeze,
)
from mingjian.law.citing.titles import Known, bare_before, is_contract, is_law, may_be_rule

__all__ = ["Citation", "How", "find", "parse_articles"]

How = Literal["named", "bare", "listed", "same", "assumed", "title"]
"""How the law is known: named in 《》 before it; named without; listed after another article; 该法, 前款; the law the
reader assumes; `title`: a law cited without an article."""
Span = tuple[int, int]
_FAR = 240
_SENTENCE = re.compile(r"[。；\n]")
_LEAST_NAMED = re.compile(r"[（(][^（）()]{0,60}[）)]")


@dataclass(frozen=True)
class Citation:
    """One article cited in a text, or (number 0) a law cited without an article.

    `span` is where the provision stands, `title_span` the title it belongs to (null: none was written). `title`: as
    written. `document`: the number of a document (法发〔2021〕21号) that names the law or stands behind its title.
    """

    article: Article
    span: Span
    how: How
    title: str = ""
    title_span: Span | None = None
    document: str = ""

    @property
    def law(self) -> str:
        """The short title of the law, or the document's number."""
        return self.article.law

    @property
    def sure(self) -> bool:
        """False where the law follows from a reader's assumption or from far before."""
        return self.how != "assumed"

    def as_dict(self) -> dict[str, Any]:
        """As JSON data."""
        one = self.article
        code = one.text if one.number else one.law
        return {
            "cites": code, "law": one.law, "article": one.number or None, "inserted": one.inserted or None,
            "paragraph": one.paragraph or None, "item": one.item or None, "span": list(self.span),
            "title": self.title or None, "title_span": list(self.title_span) if self.title_span else None,
            "document": self.document or None, "how": self.how, "sure": self.sure,
        }  # fmt: skip


def find(text: str, law: str | None = None, known: Known = lambda title: False) -> list[Citation]:
    """Citations of `text`, in order, each once per place.

    `law`: the law meant by articles before any title, and by 本法; without it such articles are left out. `known`:
    whether a store holds a title. Stray spaces inside 第…条 do not matter; spans are those of `text`.
    """
    squeezed, places = squeeze(text)
    reader = _Reader(squeezed, short_title(law) if law else None, known)
    reader.run(0, len(squeezed))
    return [_placed(one, places) for one in reader.done()]


def parse_articles(text: str, law: str | None = None) -> list[Article]:
    """The articles among the citations of `text`; see `find`."""
    return [replace(one.article, span=one.span) for one in find(text, law) if one.article.number]


def _placed(one: Citation, places: list[int]) -> Citation:
    def real(span: Span) -> Span:
        return places[span[0]], places[span[1] - 1] + 1

    return replace(one, span=real(one.span), title_span=real(one.title_span) if one.title_span else None)


@dataclass(frozen=True)
class _Named:
    """The law now meant, how and where it was named."""

    law: str | None
    how: How = "named"
    title: str = ""
    span: Span | None = None
    document: str = ""


class _Reader:
    """Carries law, article and paragraph along the list."""

    def __init__(self, text: str, home: str | None, known: Known) -> None:
        self.text, self.home, self.known = text, home, known
        self.named = _Named(home, "assumed")
        self.rule: _Named | None = None  # a document that may turn out to be cited: 《…答复》 … 该文件第14条
        self.aliases: dict[str, str] = {}
        self.found: list[Citation] = []
        self.open: Citation | None = None  # read, but its paragraph or item may follow
        self.last: Citation | None = None
        self.range_from: int | None = None
        self.end = 0

    def run(self, start: int, end: int) -> None:
        self.end = start
        for token in TOKEN.finditer(self.text, start, end):
            gap = self.text[self.end : token.start()]
            self._read(token, gap)
            self.end = token.end()

    def _read(self, token: re.Match[str], gap: str) -> None:
        if token["title"] is not None:
            self._title(token)
        elif token["bare"]:
            self._close()
            self.named = _Named(short_title(token["bare"]), "bare", token["bare"], token.span())
        elif token["same"]:
            self._same(token["same"])
        elif token["number"]:
            self._document(token)
        elif token["join"]:
            self.range_from = self.open.article.number if self.open else None
        elif token["article"] or token["lost"]:
            self._article(token, gap)
        elif token["this"] or token["previous"]:
            self._back(token)
        elif self.open is not None:
            joined = JOINED.fullmatch(gap) or (token["paragraph"] and WITHIN.fullmatch(gap))
            if joined or UNTIL.fullmatch(gap):
                self._part(token, bool(UNTIL.fullmatch(gap)))
            else:
                self._close()

    def _title(self, token: re.Match[str]) -> None:
        self._close()
        title = token["title"]
        inside = INSIDE.search(title)
        name = title[: inside.start()] if inside else title
        cited = inside is not None or CITED_BEHIND.match(self.text, token.end()) is not None
        alias = self.aliases.get(name)
        if inside is None and self._part_of_title(token):
            return
        if alias is None and not is_law(name, cited, self.known):
            if cited:
                self.named = _Named(None)
            elif may_be_rule(name):
                self.rule = _Named(short_title(name), "same", title, token.span())
            return
        law = alias or short_title(name) or name
        span = (token.start(), token.end())
        behind = self.text[token.end() : token.end() + 80]
        if shorter := ALIAS.match(behind):
            self.aliases[shorter[1]] = law
        noted = _LEAST_NAMED.match(behind)
        number = _NUMBER.search(noted[0]) if noted else None
        self.named = _Named(law, "named", title, span, number[0] if number else "")
        if inside:
            at = token.start("title")
            self.run(at + inside.start(), at + inside.end())
            self._close()
        elif not cited and self.text[token.start() - 1 : token.start()] != "称":
            self.found.append(Citation(Article(law, 0), span, "title", title, span, self.named.document))

    def _part_of_title(self, token: re.Match[str]) -> bool:
        """A title within another one that stands without 《》 and is cited: 关于适用《刑事诉讼法》的解释第五条."""
        before = ABOUT.search(self.text, max(token.start() - 60, self.end), token.start())
        behind = ABOUT_BEHIND.match(self.text, token.end())
        if before is None or behind is None or not CITED_BEHIND.match(self.text, behind.end()):
            return False
        title = f"{before[0]}〈{token['title']}〉{behind[0]}"
        self.named = _Named(short_title(title), "bare", title, (before.start(), behind.end()))
        return True

    def _same(self, word: str) -> None:
        self._close()
        if word == "本法" and self.home:
            self.named = _Named(self.home, "same")
        elif self.rule is not None and (self.rule.span or (0, 0)) > (self.named.span or (0, 0)):
            self.named = self.rule  # a document that is cited only now
        elif self.named.law is not None:
            self.named = replace(self.named, how="same")

    def _document(self, token: re.Match[str]) -> None:
        """A document's number that stands alone names the document; in brackets behind a title it belongs to it."""
        if self.named.span and self.text[self.named.span[1] : token.start()] in {"（", "("}:
            return
        self._close()
        number = _LEAD.sub("", token["number"])
        start = token.end("number") - len(number)
        number = number.translate(_SQUARE)
        self.named = _Named(number, "named", number, (start, token.end()), number)

    def _article(self, token: re.Match[str], gap: str) -> None:
        continued = self.open is not None or self.last is not None
        start = token.start()
        if gap and is_contract(gap):
            self._close()
            self.named = _Named(None)
        elif bare := self._bare(gap):
            self._close()
            name, at = bare
            begin = start - len(gap) + at
            law = self.aliases.get(name) or short_title(name)
            self.named = _Named(law, "bare", name, (begin, begin + len(name)))
        elif not token["ordinal"] and not self._listed(gap):  # neither 第 nor in a list; or 条 was forgotten
            return
        elif continued and not self._near(start):
            self._close()
            self.named = _Named(self.home, "assumed")
        self._close()
        if self.named.law is None:
            return
        self._articles(token, gap)

    def _bare(self, gap: str) -> tuple[str, int] | None:
        for alias in self.aliases:
            if gap.endswith(alias):
                return alias, len(gap) - len(alias)
        found = bare_before(gap[-60:], self.known)
        return (found[0], found[1] + max(len(gap) - 60, 0)) if found else None

    def _listed(self, gap: str) -> bool:
        """An article without 第 is one only right behind a title or an article: 刑法264条, 第六十条、七十条."""
        before = self.text[self.end - 1 : self.end]
        return bool(JOINED.fullmatch(gap)) and before in {
            "》",
            "法",
            "条",
            "款",
            "项",
            "至",
            "到",
            "）",
            ")",
            *"例释定",
        }

    def _near(self, start: int) -> bool:
        """Whether the law last named still holds: in the same sentence or close behind."""
        last = max(self.last.span[1] if self.last else 0, self.named.span[1] if self.named.span else 0)
        between = self.text[last:start]
        return len(between) <= _FAR or not _SENTENCE.search(between)

    def _articles(self, token: re.Match[str], gap: str) -> None:
        numbers = numbers_of(token["article"] or token["lost"])
        if re.search(r"[条款]$", self.text[: token.start()][-1:]) and not gap and len(numbers) > 1 and token["ordinal"]:
            numbers = numbers[1:]  # 第六十七条第三、第七十二条: a paragraph whose 款 was lost
        inserted = numbers_of(token["inserted"] or token["before"] or "") or [0]
        if not numbers or max(numbers) > 3000:
            self.range_from = None
            return
        if self.range_from is not None and 0 < numbers[0] - self.range_from <= 60:
            numbers = [*range(self.range_from + 1, numbers[0]), *numbers]
        self.range_from = None
        assert self.named.law is not None
        all_ = [Article(self.named.law, n) for n in numbers[:-1]]
        all_ += [Article(self.named.law, numbers[-1], n) for n in inserted]
        how = self.named.how
        for one in all_:
            made = Citation(one, token.span(), how, self.named.title, self.named.span, self.named.document)
            self._close()
            self.open, how = made, "listed" if how in {"named", "bare"} else how
        self.named = replace(self.named, how=how)

    def _back(self, token: re.Match[str]) -> None:
        """同条第二款, 前款: another part of the article last cited."""
        before = self.open or self.last
        if before is None or _SENTENCE.search(self.text[before.span[1] : token.start()]):
            return
        self._close()
        base = replace(before.article, paragraph=0, item=0)
        if token["this"]:
            self.open = replace(before, article=base, span=token.span(), how="same")
        elif before.article.paragraph > 1:
            past = replace(base, paragraph=before.article.paragraph - 1)
            self.found.append(replace(before, article=past, span=token.span(), how="same"))

    def _part(self, token: re.Match[str], until: bool) -> None:
        assert self.open is not None
        numbers = numbers_of(token["paragraph"] or token["item"])
        if not numbers:
            return
        now, span = self.open, (self.open.span[0], token.end())
        one = now.article
        since = one.paragraph if token["paragraph"] else one.item
        if until and 0 < since < numbers[0]:
            numbers = [*range(since + 1, numbers[0]), *numbers]
        if one.item or (token["paragraph"] and one.paragraph):
            self.found.append(now)
        if token["paragraph"]:
            parts = [replace(one, paragraph=n, item=0) for n in numbers]
        else:
            parts = [replace(one, item=n) for n in numbers]
        made = [replace(now, article=part, span=span) for part in parts]
        self.found += made[:-1]
        self.open = made[-1]

    def _close(self) -> None:
        if self.open is not None:
            self.found.append(self.open)
            self.last = self.open
        self.open = None

    def done(self) -> list[Citation]:
        self._close()
        return self.found


_SQUARE = str.maketrans("[(（【]）)】", "〔〔〔〔〕〕〕〕")
_LEAD = re.compile(r"^.*(?:依照|依据|根据|按照|适用|违反|参照|以及|[按据依和及与])(?=[一-龥]{2})")
_NUMBER = re.compile(r"[一-龥]{1,10}[〔\[（(【](?:19|20)\d{2}[〕\]）)】]第?\d{1,5}号")
