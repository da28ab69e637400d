"""A run that may not begin says every reason at once, and leaves the lake alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from runs_models import ABSENT, AS_OF, MODEL, YEAR, deaths, model, payments

from mingjian.lake import Coverage, Lake
from mingjian.runs.errors import RunError, RunRefused
from mingjian.runs.execute import run_model
from mingjian.runs.request import RunRequest, draft_approval
from mingjian.runs.signers import audit_log, register_signer, signers
from mingjian.runs.store import RunStore
from mingjian.trust.approvals import Approval, sign_approval

KEY = Ed25519PrivateKey.generate()
PURPOSE = "专项〔2025〕1号"


def _refused(lake: Lake, text: str = MODEL, **more: Any) -> RunRefused:
    given = {"as_of": AS_OF, "purpose": PURPOSE, **more}
    with pytest.raises(RunRefused) as caught:
        run_model(lake, model(text), **given)
    assert RunStore(lake).ids() == []
    assert all(one.zh and one.en for one in caught.value.refusals)
    return caught.value


def test_every_reason_is_told_at_once(lake: Lake) -> None:
    deaths(lake)
    refused = _refused(lake, purpose=" ", parameters={"grace": "99 months"}, datasets={"deths": "deaths"})
    assert [one.kind for one in refused.refusals] == ["dataset", "dataset", "parameter", "purpose"]
    assert "did you mean 'deaths'" in refused.refusals[0].en
    assert "pension_payment@1" in refused.refusals[1].zh
    assert "intake" in refused.refusals[1].en
    entry = list(audit_log(lake).entries())[-1]
    assert (entry.action, entry.object) == ("run.refused", "paid-after-death")


def test_a_dataset_of_another_standard_is_refused(lake: Lake) -> None:
    deaths(lake)
    payments(lake)
    refused = _refused(lake, datasets={"payments": "deaths"})
    assert "death_record@1.0" in refused.refusals[0].en


def test_a_version_that_is_not_there_is_refused(lake: Lake) -> None:
    deaths(lake)
    payments(lake)
    assert _refused(lake, datasets={"payments": "payments@ffff"}).refusals[0].kind == "dataset"


def test_silence_without_declared_coverage_is_refused_and_says_what_to_declare(lake: Lake) -> None:
    deaths(lake)
    payments(lake)
    refused = _refused(lake, ABSENT)
    assert [one.kind for one in refused.refusals] == ["coverage"]
    assert "mingjian intake coverage payments" in refused.refusals[0].zh


def test_absence_is_only_found_inside_coverage(lake: Lake) -> None:
    deaths(lake, people=3)
    payments(lake, people=1, coverage=YEAR)
    run = run_model(lake, model(ABSENT), as_of=AS_OF, purpose=PURPOSE)
    assert run.record.clues == 2
    assert run.record.absent == ("payments",)
    assert run.record.dataset("payments").coverage == YEAR  # type: ignore[union-attr]
    elsewhere = (Coverage(region="110000", **{"from": YEAR[0].from_, "to": YEAR[0].to}),)
    payments(lake, people=1, coverage=elsewhere)
    other = run_model(lake, model(ABSENT), as_of=AS_OF, purpose=PURPOSE)
    assert other.record.clues == 0
    assert other.record.undetermined == {"outside_coverage": 2}


def _real(lake: Lake) -> None:
    deaths(lake, synthetic=False)
    payments(lake)


def _approval(lake: Lake, **changes: Any) -> Approval:
    request = RunRequest(model(), AS_OF, PURPOSE)
    draft = draft_approval(lake, request, "陈检察长", lake.clock() + timedelta(days=30))
    return sign_approval(draft.model_copy(update=changes), KEY)


def test_real_personal_data_needs_an_approval(lake: Lake) -> None:
    _real(lake)
    refused = _refused(lake)
    assert [one.kind for one in refused.refusals] == ["approval"]


def test_with_a_valid_approval_it_runs_and_keeps_it_in_the_proof(lake: Lake) -> None:
    _real(lake)
    register_signer(lake, "陈检察长", KEY.public_key(), "管理员")
    approval = _approval(lake)
    run = run_model(lake, model(), as_of=AS_OF, purpose=PURPOSE, approvals=[approval])
    assert run.record.approvals == (approval,)
    assert not run.record.synthetic


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"purpose": "别的"}, "purpose"),
        ({"datasets": ("deaths@000000000000",)}, "not covered"),
        ({"parameters": {"grace": "6 months"}}, "parameters"),
        ({"fingerprint": "sha256:0"}, "another version"),
        ({"signer": "无名"}, "not registered"),
    ],
)
def test_an_approval_of_something_else_does_not_serve(lake: Lake, changes: dict[str, Any], words: str) -> None:
    _real(lake)
    register_signer(lake, "陈检察长", KEY.public_key(), "管理员")
    refused = _refused(lake, approvals=[_approval(lake, **changes)])
    assert any(words in one.en for one in refused.refusals)


def test_an_expired_approval_does_not_serve(lake: Lake) -> None:
    _real(lake)
    register_signer(lake, "陈检察长", KEY.public_key(), "管理员")
    refused = _refused(lake, approvals=[_approval(lake, expires_at=lake.clock() - timedelta(days=1))])
    assert "expired" in refused.refusals[0].en


def test_an_approval_does_not_outlive_a_new_delivery(lake: Lake) -> None:
    _real(lake)
    register_signer(lake, "陈检察长", KEY.public_key(), "管理员")
    approval = _approval(lake)
    payments(lake, people=2)
    assert "not covered" in _refused(lake, approvals=[approval]).refusals[0].en


def test_signers_cannot_be_added_by_writing_a_file(lake: Lake) -> None:
    register_signer(lake, "陈检察长", KEY.public_key(), "管理员")
    with pytest.raises(RunError, match="already"):
        register_signer(lake, "陈检察长", Ed25519PrivateKey.generate().public_key(), "别人")
    path = next((lake.path / "signers").glob("*.json"))
    forged = path.read_text().replace("陈检察长", "李检察长")
    path.with_name("forged.json").write_text(forged)
    assert set(signers(lake)) == {"陈检察长"}


SEALED = MODEL.replace(
    "needs:", "sealed: {law: 中华人民共和国刑事诉讼法, article: 286, why: {zh: 依法查询, en: by law}}\nneeds:"
)


def test_sealed_rows_need_an_approval_that_names_the_exception(lake: Lake) -> None:
    _real(lake)
    register_signer(lake, "陈检察长", KEY.public_key(), "管理员")
    request = RunRequest(model(SEALED), AS_OF, PURPOSE)
    draft = draft_approval(lake, request, "陈检察长", lake.clock() + timedelta(days=1))
    assert draft.sealed_exception == "中华人民共和国刑事诉讼法第286条"
    without = sign_approval(draft.model_copy(update={"sealed_exception": None}), KEY)
    assert [one.kind for one in _refused(lake, SEALED, approvals=[without]).refusals] == ["sealed"]
    approvals = [sign_approval(draft, KEY)]
    assert run_model(lake, model(SEALED), as_of=AS_OF, purpose=PURPOSE, approvals=approvals).record.sealed


def test_two_datasets_of_one_standard_must_be_chosen_between(lake: Lake) -> None:
    from runs_parts import publish_rows

    deaths(lake)
    for name in ("pensions_a", "pensions_b"):
        publish_rows(lake, name, "pension_payment@1", [])
    assert "several datasets" in _refused(lake).refusals[0].en
    run = run_model(lake, model(), {"payments": "pensions_b"}, AS_OF, PURPOSE)
    assert run.record.dataset("payments").dataset == "pensions_b"  # type: ignore[union-attr]
