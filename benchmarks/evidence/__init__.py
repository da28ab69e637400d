"""Evidence guidance held to made-up case files: `python -m benchmarks.evidence`."""
