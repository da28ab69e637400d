"""Asking for a run: which model over which dataset versions, on what day, what for. Every objection at once.

A run is refused when a dataset is missing or of another standard, when silence would be taken as absence without
declared coverage, when no purpose is given, and when sensitive columns would be read without a valid approval.

Source: Personal Information Protection Law of the PRC arts. 6 (minimum), 34 (lawful purpose of state organs), 55.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from mingjian.lake import Coverage, FileRef, Lake, Manifest
from mingjian.models import Model, ParameterError, resolve_parameters
from mingjian.runs.choosing import choose_manifests, uncovered_needs
from mingjian.runs.copies import reads_numbers
from mingjian.runs.errors import Refusal, RunRefused
from mingjian.runs.linking import linked
from mingjian.runs.signers import signers
from mingjian.trust.approvals import Approval, check_approval

__all__ = ["SENSITIVE", "Resolved", "RunRequest", "approve", "draft_approval", "examine", "needs_approval",
           "parameter_text", "resolve", "sealed_exception"]  # fmt: skip

#: Columns from this level on (3 personal, 4 sensitive personal) are not read without an approval.
SENSITIVE = 3


@dataclass(frozen=True)
class RunRequest:
    """What somebody asks for.

    `datasets` maps a need to `dataset` (its newest version) or `dataset@<first digits of the version>`; a need that is
    not named takes the one dataset of its standard. `purpose` is a campaign or case number, `actor` who asks.
    `identity` names the resolution by which rows without a usable number bear a subject: the newest unless given,
    `none` for none at all.
    """

    model: Model
    as_of: date
    purpose: str
    datasets: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, Any] = field(default_factory=dict)
    approvals: tuple[Approval, ...] = ()
    actor: str = "cli"
    identity: str | None = None


@dataclass(frozen=True)
class Resolved:
    """A request with nothing left to object to. `texts` are the parameters as a record writes them; `links` are the
    files by which rows bear the subjects that the resolutions of `identity` gave them, by need."""

    model: Model
    as_of: date
    purpose: str
    actor: str
    manifests: Mapping[str, Manifest]
    coverage: Mapping[str, tuple[Coverage, ...]]
    parameters: Mapping[str, Any]
    texts: Mapping[str, str]
    approvals: tuple[Approval, ...] = ()
    sealed: bool = False
    links: Mapping[str, FileRef] = field(default_factory=dict)
    identity: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The dataset versions, as an approval names them."""
        return tuple(sorted({one.name for one in self.manifests.values()}))

    @property
    def hashed(self) -> bool:
        """Whether the data are copies with keyed hashes."""
        return any(one.hashed is not None for one in self.manifests.values())

    @property
    def synthetic(self) -> bool:
        """Whether no row is about a real person."""
        return all(one.synthetic for one in self.manifests.values())


def resolve(lake: Lake, request: RunRequest) -> Resolved:
    """Find the data and check everything. Raises `RunRefused` with every reason."""
    return approve(lake, _resolve_data(lake, request), request.approvals)


def draft_approval(lake: Lake, request: RunRequest, signer: str, expires_at: datetime) -> Approval:
    """The unsigned approval that would allow this run, for `signer` to read and sign (`trust.sign_approval`).

    Raises `RunRefused` for every objection but the missing approval. `expires_at` must be aware.
    """
    resolved = _resolve_data(lake, request)
    return Approval(
        model=request.model.id,
        fingerprint=request.model.fingerprint,
        datasets=resolved.names,
        parameters=dict(resolved.texts),
        purpose=resolved.purpose,
        sealed_exception=sealed_exception(request.model),
        expires_at=expires_at,
        signer=signer,
    )


def examine(lake: Lake, request: RunRequest) -> Resolved:
    """Find the data and check everything but the approval. Raises `RunRefused` with every reason."""
    return _resolve_data(lake, request)


def approve(lake: Lake, resolved: Resolved, approvals: tuple[Approval, ...]) -> Resolved:
    """The request with the approval it runs under. Raises `RunRefused` when it needs one and none is valid."""
    model, exception = resolved.model, sealed_exception(resolved.model)
    if not needs_approval(resolved):
        return replace(resolved, sealed=exception is not None)
    reasons: list[Refusal] = []
    for approval in approvals:
        objections = _objections(lake, resolved, approval, exception)
        if not objections:
            return replace(resolved, approvals=(approval,), sealed=exception is not None)
        reasons += objections
    if not approvals:
        zh = f"模型{model.id}读取个人信息（敏感级别{model.sensitivity}），须附有效审批：mingjian approve"
        en = f"model {model.id} reads personal data (level {model.sensitivity}): a signed approval is needed"
        reasons.append(Refusal("approval", zh, en + ", see mingjian approve"))
    raise RunRefused(reasons)


def needs_approval(resolved: Resolved) -> bool:
    """Whether a run needs an approval: it reads sensitive columns or sealed rows, and not all data are synthetic.

    A copy with keyed hashes needs none: handing it out was the decision, for a purpose and written down.
    """
    sensitive = resolved.model.sensitivity >= SENSITIVE or sealed_exception(resolved.model) is not None
    return sensitive and not resolved.synthetic and not resolved.hashed


def sealed_exception(model: Model) -> str | None:
    """The lawful exception by which a model reads sealed rows, as an approval must name it; None: it does not."""
    sealed = model.definition.sealed
    return None if sealed is None else f"{sealed.law}第{sealed.article}条"


def _objections(lake: Lake, resolved: Resolved, approval: Approval, exception: str | None) -> list[Refusal]:
    found = [
        Refusal("approval", f"审批不适用：{one.zh}", f"the approval does not apply: {one.en}")
        for one in check_approval(
            approval,
            signers(lake),
            fingerprint=resolved.model.fingerprint,
            datasets=resolved.names,
            parameters=resolved.texts,
            purpose=resolved.purpose,
            at=lake.clock(),
        )
    ]
    if exception is not None and approval.sealed_exception != exception:
        en = f"the approval does not name the exception for sealed rows ({exception})"
        found.append(Refusal("sealed", f"审批未载明封存记录的例外依据（{exception}）", en))
    return found


def _resolve_data(lake: Lake, request: RunRequest) -> Resolved:
    found: list[Refusal] = []
    manifests = choose_manifests(lake, request.model, request.datasets, found)
    coverage = {need: tuple(lake.coverage(one)) for need, one in manifests.items()}
    found += uncovered_needs(request.model, manifests, coverage)
    found += reads_numbers(request.model, manifests)
    identity, links = linked(lake, manifests, request.identity, found)
    parameters: dict[str, Any] = {}
    try:
        parameters = resolve_parameters(request.model.parameters, request.parameters)
    except ParameterError as error:
        found.append(Refusal("parameter", error.zh, error.en))
    if not request.purpose.strip():
        en = "say what the run is for: a campaign or a case number"
        found.append(Refusal("purpose", "须写明用途：专项名称或案件编号", en))
    if found:
        raise RunRefused(found)
    return Resolved(
        request.model,
        request.as_of,
        request.purpose.strip(),
        request.actor,
        manifests,
        coverage,
        parameters,
        {name: parameter_text(value) for name, value in parameters.items()},
        links=links,
        identity=identity,
    )


def parameter_text(value: Any) -> str:
    """A parameter's value as text that `resolve_parameters` reads back to the same value."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ",".join(parameter_text(one) for one in value)
    return str(value)
