"""Numbers of articles as they are given on the command line."""

from __future__ import annotations

from mingjian.cli.errors import BadInput

__all__ = ["code_of"]


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
