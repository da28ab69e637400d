"""Charge and article advice: what a text of a case tells that charges hang on."""

from mingjian.assist.charges.amounts import Amount, Part, amounts
from mingjian.assist.charges.summing import Sum, add_up

__all__ = ["Amount", "Part", "Sum", "add_up", "amounts"]
