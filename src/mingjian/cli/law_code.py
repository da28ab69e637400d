"""Numbers of articles as they are given on the command line."""

from __future__ import annotations

from mingjian.cli.errors import BadInput

__all__ = ["asked_for", "code_of"]


def asked_for(law: str, article: str) -> tuple[str, str]:
    """Law and article of what was given: `刑法 264`, or the one word `刑法264` that is written everywhere else."""
    from mingjian.knowledge.number import number_of

    named = None if article else number_of(law)
    return (named.law, named.code) if named is not None and named.law and named.alone else (law, article)


def code_of(article: str) -> tuple[int, int]:
    """Number and 之 of `133之1` or 第一百三十三条之一."""
    from mingjian.law.articles import parse_code

    try:
        return parse_code(article)
    except ValueError:
        raise BadInput(
            f"“{article}”不是条号，应如 264、133之1、第二百六十四条",
            f"'{article}' is no article number, as 264, 133之1 or 第二百六十四条",
        ) from None
