"""Case cards 案卡: cases and clues as files for the unified case system, and what comes back from there.

The format is ours, versioned and described in `docs/case-cards.md`; it is made from the classes of `form`.
"""
