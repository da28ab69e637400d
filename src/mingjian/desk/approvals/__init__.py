"""Approvals of runs over personal data: asked for with an impact assessment, decided by somebody else, signed."""
