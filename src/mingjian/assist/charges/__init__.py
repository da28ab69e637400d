"""Charge and article advice: what a text tells that charges hang on, and which its words stand for."""

from mingjian.assist.charges.advice import Advice, Suggestion, advise, uncovered
from mingjian.assist.charges.amounts import Amount, Part, amounts
from mingjian.assist.charges.articles import Article, articles
from mingjian.assist.charges.drugs import by_person, drugs, quantities, weights
from mingjian.assist.charges.learning import Example, Learned, load, train
from mingjian.assist.charges.material import MaterialErrors, read_material
from mingjian.assist.charges.neighbours import Neighbours, confusable, neighbours_of
from mingjian.assist.charges.people import persons, times
from mingjian.assist.charges.places import places
from mingjian.assist.charges.summing import Sum, add_up
from mingjian.assist.charges.tiers import Tier, tiers_by_amount, tiers_by_weight
from mingjian.assist.charges.trial import trained, tried

__all__ = [
    "Advice",
    "Amount",
    "Article",
    "Example",
    "Learned",
    "MaterialErrors",
    "Neighbours",
    "Part",
    "Suggestion",
    "Sum",
    "Tier",
    "add_up",
    "advise",
    "amounts",
    "articles",
    "by_person",
    "confusable",
    "drugs",
    "load",
    "neighbours_of",
    "persons",
    "places",
    "quantities",
    "read_material",
    "tiers_by_amount",
    "tiers_by_weight",
    "times",
    "train",
    "trained",
    "tried",
    "uncovered",
    "weights",
]
