"""The canonical plan of a model: what it does, without names, order and constants; and how alike two plans are."""

from mingjian.originality.plan.bags import Bag
from mingjian.originality.plan.features import Feature, features
from mingjian.originality.plan.likeness import Explained, Likeness, StepPair, explained, likeness
from mingjian.originality.plan.lowering import plan_of_model
from mingjian.originality.plan.nodes import Node, Plan, PlanStep
from mingjian.originality.plan.sketch import Sketch, SketchStep, sketch
from mingjian.originality.plan.weights import Weighed, Weights

__all__ = ["Bag", "Explained", "Feature", "Likeness", "Node", "Plan", "PlanStep", "Sketch", "SketchStep", "StepPair",
           "Weighed", "Weights", "explained", "features", "likeness", "plan_of_model", "sketch"]  # fmt: skip
