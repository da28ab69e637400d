"""Signed files 交换文件 that carry clues, and what became of them, between desks on separate networks."""
