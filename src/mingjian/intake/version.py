"""The version of the intake: part of what makes two intakes the same. Raised whenever cleaning changes a value."""

INTAKE_VERSION = "2"
