"""The version of the intake: part of what makes two intakes the same. Raised whenever it gives other rows or values."""

INTAKE_VERSION = "3"
