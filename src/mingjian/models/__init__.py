"""The model language: a supervision model as a file that is parsed, checked, compiled, explained and tested."""

from mingjian.models.enumerations import DocumentKind, Level, Line, Unit, Work
from mingjian.models.load import check_model, load_model, parse_model
from mingjian.models.model import Model
from mingjian.models.parameters import Parameter, ParameterError, resolve_parameters
from mingjian.models.problems import ModelErrors, Problem
from mingjian.models.schema import schema
from mingjian.models.texts import Text

__all__ = [
    "DocumentKind",
    "Level",
    "Line",
    "Model",
    "ModelErrors",
    "Parameter",
    "ParameterError",
    "Problem",
    "Text",
    "Unit",
    "Work",
    "check_model",
    "load_model",
    "parse_model",
    "resolve_parameters",
    "schema",
]
