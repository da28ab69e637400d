"""What a whole file of each charge holds, written by hand as a case officer would list it, not read from the packs.

Each line is a group of kinds of which one is enough: taking the whole group away leaves a hole that must be told. The
first kind of a group is what the file holds; ``spare``: kinds that are there and whose absence is no hole.
"""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["BASE", "DOSSIERS", "Dossier"]


@dataclass(frozen=True)
class Dossier:
    """A charge with what its file holds. ``victims``: whether somebody was harmed; ``facts``: true in this file."""

    charge: str
    groups: tuple[tuple[str, ...], ...]
    facts: dict[str, bool] = field(default_factory=dict)
    victims: bool = True
    amount: bool = True
    injury: str | None = None
    things: tuple[str, ...] = ()
    spare: tuple[str, ...] = ("witness_statement",)
    false: tuple[str, ...] = ()


def _groups(*lines: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split("|")) for line in lines)


BASE = _groups(
    "case_receipt",
    "filing_decision",
    "arrest_course",
    "household",
    "criminal_record",
    "rights_notice",
    "interrogation",
    "detention_papers",
    "arrest_papers",
    "seizure_record",
    "seizure_decision",
    "property_disposal",
    "transfer_opinion",
    "plea_notice",
    "plea_statement",
)
"""What the files made here hold whatever the charge; all have a detention, an arrest, a seizure and a plea."""

DOSSIERS: dict[str, Dossier] = {
    "theft": Dossier(
        "盗窃罪",
        _groups("victim_statement", "scene_record|scene_video", "price_opinion|price_voucher|bank_flow"),
        {"entered_home": True},
        things=("goods",),
        spare=("witness_statement", "identification_record", "stolen_goods", "scene_video"),
        false=("armed", "pickpocket", "repeated", "sold"),
    ),
    "driving": Dossier(
        "危险驾驶罪",
        _groups(
            "vehicle_info|vehicle_opinion",
            "breath_slip",
            "blood_register|blood_record",
            "alcohol_opinion",
            "scene_video|witness_statement|officer_statement|identification_record",
        ),
        {"drunk": True},
        victims=False,
        amount=False,
        things=("blood",),
        spare=("blood_record",),
        false=("accident", "racing", "overloaded", "dangerous_goods"),
    ),
    "traffic": Dossier(
        "交通肇事罪",
        _groups("accident_finding", "death_opinion|injury_opinion|price_opinion", "vehicle_info", "scene_record"),
        amount=False,
        injury="death",
        spare=("scene_video", "witness_statement", "compensation", "dna_opinion"),
        false=("fled", "vehicle_fault"),
    ),
    "injury": Dossier(
        "故意伤害罪",
        _groups(
            "injury_opinion|death_opinion", "medical_record", "victim_statement|death_opinion", "weapon|dna_opinion"
        ),
        {"weapon_used": True},
        amount=False,
        injury="light",
        spare=("witness_statement", "scene_video", "scene_record", "chat_data"),
        false=("mutual",),
    ),
    "fraud": Dossier(
        "诈骗罪",
        _groups(
            "bank_flow|audit_report|audit_opinion",
            "chat_data|call_record|other_writing|witness_statement",
            "device_data|data_opinion|platform_data",
            "account_papers|platform_data",
            "victim_statement|victim_summary",
        ),
        {"telecom": True},
        things=("device",),
        spare=("codefendant", "acts_table"),
        false=("many_victims", "gang"),
    ),
    "drugs": Dossier(
        "走私、贩卖、运输、制造毒品罪",
        _groups(
            "drugs",
            "weighing_record",
            "sampling_record",
            "drug_opinion",
            "buyer_statement|codefendant|witness_statement|officer_statement",
            "informant_note",
            "urine_test",
        ),
        {"drug_found": True, "informant": True},
        victims=False,
        amount=False,
        things=("drug",),
        spare=("chat_data", "bank_flow", "seizure_video"),
        false=("death_range", "money_found"),
    ),
    "possession": Dossier(
        "非法持有毒品罪",
        _groups("drugs", "weighing_record", "sampling_record", "drug_opinion", "urine_test"),
        victims=False,
        amount=False,
        things=("drug",),
        spare=("search_record", "seizure_video", "dna_opinion"),
        false=("shared_place",),
    ),
    "robbery": Dossier(
        "抢劫罪",
        _groups(
            "victim_statement",
            "scene_record|scene_video",
            "price_opinion|price_voucher|bank_flow",
            "injury_opinion|death_opinion|medical_record",
        ),
        {"hurt": True},
        things=("goods",),
        spare=("identification_record", "stolen_goods", "witness_statement"),
        false=("entered_home", "on_transport", "with_gun", "weapon_used"),
    ),
    "affray": Dossier(
        "寻衅滋事罪",
        _groups("injury_opinion|medical_record", "witness_statement|scene_video"),
        {"beaten": True},
        amount=False,
        injury="light",
        spare=("victim_statement", "chat_data"),
        false=("damaged", "repeated", "public_place"),
    ),
    "aiding": Dossier(
        "帮助信息网络犯罪活动罪",
        _groups(
            "upstream_case|victim_statement|victim_summary",
            "account_papers",
            "bank_flow|audit_opinion|platform_data",
            "chat_data|device_data|codefendant|witness_statement",
            "warning_record",
        ),
        {"cards": True, "warned": True},
        victims=False,
        things=("device",),
        spare=("codefendant",),
        false=("cash",),
    ),
    "concealing": Dossier(
        "掩饰、隐瞒犯罪所得、犯罪所得收益罪",
        _groups("upstream_case", "stolen_goods", "price_opinion|price_voucher|bank_flow|audit_opinion"),
        {"goods": True},
        victims=False,
        things=("goods",),
        spare=("codefendant", "chat_data", "witness_statement"),
        false=("accounts",),
    ),
    "rape": Dossier(
        "强奸罪",
        _groups(
            "report_record|mandatory_report|victim_statement",
            "body_exam_record|medical_record",
            "dna_opinion|bio_trace",
            "victim_statement",
            "chat_data|witness_statement|injury_opinion|scene_video|body_exam_record",
        ),
        {"acquainted": True},
        amount=False,
        things=("biological",),
        spare=("scene_record", "call_record", "witness_statement"),
        false=("child",),
    ),
    "molestation": Dossier(
        "猥亵儿童罪",
        _groups(
            "report_record|mandatory_report|guardian_statement",
            "victim_statement",
            "birth_record|household",
            "inquiry_video",
        ),
        amount=False,
        spare=("scene_video", "guardian_statement", "chat_data"),
        false=("online", "public_place"),
    ),
    "embezzlement": Dossier(
        "职务侵占罪",
        _groups(
            "unit_licence",
            "post_proof|labour_contract",
            "audit_opinion|audit_report|ledger|bank_flow",
            "acts_table|audit_opinion|audit_report",
        ),
        victims=False,
        spare=("witness_statement",),
        false=("books_altered",),
    ),
    "extortion": Dossier(
        "敲诈勒索罪",
        _groups(
            "victim_statement",
            "chat_data|call_record|scene_video|witness_statement",
            "bank_flow|price_opinion|price_voucher",
        ),
        spare=("device_data",),
        false=("repeated", "by_message"),
    ),
    "obstructing": Dossier(
        "妨害公务罪",
        _groups(
            "duty_proof",
            "officer_statement|victim_statement",
            "scene_video|witness_statement",
            "injury_opinion|medical_record",
        ),
        {"hurt": True},
        victims=False,
        amount=False,
        spare=("witness_statement", "other_writing"),
        false=("damaged",),
    ),
    "police": Dossier(
        "袭警罪",
        _groups("duty_proof", "officer_statement|victim_statement", "injury_opinion|medical_record"),
        victims=False,
        amount=False,
        spare=("scene_video", "witness_statement"),
        false=("vehicle_or_weapon",),
    ),
    "gambling": Dossier(
        "开设赌场罪",
        _groups(
            "gambler_statement|witness_statement",
            "bank_flow|gambling_tools|ledger|audit_opinion",
            "platform_data|device_data|data_opinion",
        ),
        {"online": True},
        victims=False,
        amount=False,
        things=("device",),
        spare=("scene_record", "codefendant", "chat_data"),
        false=("machines",),
    ),
    "business": Dossier(
        "非法经营罪",
        _groups("licence_proof", "goods_traded|goods_opinion", "audit_opinion|ledger|bank_flow|price_opinion"),
        {"goods": True},
        victims=False,
        things=("goods",),
        spare=("search_record", "witness_statement", "chat_data", "penalty_record"),
        false=("funds",),
    ),
}
