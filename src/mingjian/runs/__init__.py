"""A run 运行: a model over dataset versions, parameters, an as-of day and a purpose, kept with its whole proof.

    run = run_model(lake, "library/benefits-paid-to-the-dead", as_of=date(2025, 6, 30), purpose="专项〔2025〕1号")
    run.record.steps                # the funnel; run.clues, run.witnesses, run.undetermined are Arrow tables
    prove(lake, clue_id).proved     # or .differences: the row, the row group, the value that differs
    prove_all(lake)                 # every clue of the newest run of each model

`preview_examples(sketch, reads)` and `preview_lake` look at every step of a draft and publish nothing.

A run over real personal data needs an approval: `draft_approval` → `trust.sign_approval` by a signer whom
`register_signer` made known. Refusals come as `RunRefused`, all reasons at once.
"""

from mingjian.runs.cautions import Caution
from mingjian.runs.checkpoints import Checkpoints
from mingjian.runs.choosing import FoundNeed, examine_needs
from mingjian.runs.errors import Refusal, RunDamaged, RunError, RunRefused
from mingjian.runs.execute import Control, Progress, run_model, run_request
from mingjian.runs.identity import clue_id, normal_clue_id
from mingjian.runs.integrity import Integrity
from mingjian.runs.preview import Look, Preview, preview_examples, preview_lake
from mingjian.runs.prove import Difference, Verdict, find_run, prove, prove_all, prove_beside, prove_each
from mingjian.runs.reasons import reason_text
from mingjian.runs.record import RunRecord
from mingjian.runs.request import RunRequest, draft_approval, examine, needs_approval, resolve, sealed_exception
from mingjian.runs.signers import audit_log, register_signer, signers
from mingjian.runs.store import RunStore, StoredRun

__all__ = [
    "Caution",
    "Checkpoints",
    "Control",
    "Difference",
    "FoundNeed",
    "Integrity",
    "Look",
    "Preview",
    "Progress",
    "Refusal",
    "RunDamaged",
    "RunError",
    "RunRecord",
    "RunRefused",
    "RunRequest",
    "RunStore",
    "StoredRun",
    "Verdict",
    "audit_log",
    "clue_id",
    "draft_approval",
    "examine",
    "examine_needs",
    "find_run",
    "needs_approval",
    "normal_clue_id",
    "preview_examples",
    "preview_lake",
    "prove",
    "prove_all",
    "prove_beside",
    "prove_each",
    "reason_text",
    "register_signer",
    "resolve",
    "run_model",
    "run_request",
    "sealed_exception",
    "signers",
]
