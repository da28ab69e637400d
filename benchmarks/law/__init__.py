"""How well law is found, resolved and checked, on real judgments outside the repository (`MINGJIAN_DATA`)."""
