"""Figures of feedback: from what was screened to what came of it, by office, line, model and period."""
