"""Kernels: what operators do that no SQL does, over one Arrow table in memory (``engines/kernel.py``)."""
