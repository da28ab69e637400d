"""The model language: a supervision model as a file that is parsed, checked, compiled, explained and tested.

>>> model = load_model("library/benefits-paid-to-the-dead")       # ModelErrors: all problems with file, line, column
>>> explain(model, "zh"); step_sql(model); model.fingerprint; schema()
>>> test_model(model).ok                                            # examples/*.yaml on an engine in memory
>>> compiled = compile_model(model, lake_scans(lake, model, manifests), as_of=day, parameters={"grace": "2 months"})
>>> outcome = collision.execute(compiled.plan, engine, compiled.final, compiled.columns)
>>> compiled.says(row, "zh"), compiled.key(row), compiled.score(row)
"""

from mingjian.models.compile import Compiled, NotReady, compile_model
from mingjian.models.enumerations import DocumentKind, Level, Line, Unit, Work
from mingjian.models.explain import explain, step_sql
from mingjian.models.load import check_model, load_model, parse_model
from mingjian.models.model import Model
from mingjian.models.page import model_page
from mingjian.models.parameters import Parameter, ParameterError, resolve_parameters
from mingjian.models.problems import ModelErrors, Problem
from mingjian.models.scans import lake_scans
from mingjian.models.schema import schema
from mingjian.models.testing import ExampleReport, test_model
from mingjian.models.texts import Text

__all__ = [
    "Compiled",
    "DocumentKind",
    "ExampleReport",
    "Level",
    "Line",
    "Model",
    "ModelErrors",
    "NotReady",
    "Parameter",
    "ParameterError",
    "Problem",
    "Text",
    "Unit",
    "Work",
    "check_model",
    "compile_model",
    "explain",
    "lake_scans",
    "load_model",
    "model_page",
    "parse_model",
    "resolve_parameters",
    "schema",
    "step_sql",
    "test_model",
]
