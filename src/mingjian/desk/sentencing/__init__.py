"""Sentencing in the browser: what a case comes to under the guideline, kept with its record. It advises only."""
