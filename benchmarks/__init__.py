"""Benchmarks: everything side by side with its rivals in one run. ``python -m benchmarks --help``.

Each measurement runs in a process of its own and counts the CPU seconds (user and system) of the work only: data lies
in Parquet files and is opened, not read, before the clock starts. Rivals take turns, so that a busy minute of a shared
machine hits them alike; medians are told. Every result is checked against the others, so that nobody is fast by
answering another question.
"""
