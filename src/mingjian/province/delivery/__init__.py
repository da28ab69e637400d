"""The agencies' files: who delivers what, in which format and with which headers, and how cells are written."""
