"""A careful reader of the perfect tables finds every planted violation, no trap, and nothing in a lawful province.

The queries are written apart from the shipped models: they hold the plants to the law, not to a model.
"""

from __future__ import annotations

import pytest

from mingjian.province.plants import KEYS, MODELS

AS_OF = "DATE '2025-06-30'"
JUDGED = "(SELECT * FROM criminal_judgment WHERE NOT coalesce(sealed, false) AND main_penalty IS NOT NULL)"
FINED = """(
    '盗窃罪', '诈骗罪', '贩卖毒品罪', '帮助信息网络犯罪活动罪', '危险驾驶罪', '开设赌场罪', '掩饰、隐瞒犯罪所得罪',
    '容留他人吸毒罪', '非法持有毒品罪', '抢劫罪', '职务侵占罪', '合同诈骗罪', '非法吸收公众存款罪',
    '虚开增值税专用发票罪', '受贿罪')"""
DETENTION_ONLY = "('危险驾驶罪')"

ORACLES = {
    "R01": f"""
        SELECT case_number FROM {JUDGED} WHERE main_penalty NOT IN ('exempted', 'acquitted') AND (
          (main_charge IN {FINED} AND fine IS NULL AND confiscation IS NULL)
          OR (fine < 100000 AND NOT minor) OR fine < 50000
          OR (main_penalty = 'fixed_term' AND probation_months NOT BETWEEN greatest(12, term_months) AND 60)
          OR (main_penalty = 'detention' AND probation_months NOT BETWEEN greatest(2, term_months) AND 12)
          OR (illegal_gain > 0 AND NOT recover AND NOT returned AND NOT forfeit)
          OR (main_penalty = 'fixed_term' AND term_months < 6)
          OR (main_penalty = 'detention' AND (term_months > CASE WHEN combined THEN 12 ELSE 6 END OR term_months < 1))
          OR (main_charge IN {DETENTION_ONLY} AND main_penalty = 'fixed_term'))""",
    "E07": f"""
        SELECT case_number FROM {JUDGED} WHERE sentence_from IS NOT NULL AND sentence_to <>
          (sentence_from + to_months(term_months::INT))::DATE - 1 + term_days::INT - (CASE WHEN custody_gap THEN
          custody_days ELSE 0 END * CASE WHEN main_penalty = 'surveillance' THEN 2 ELSE 1 END)::INT""",
    "R02": f"""
        SELECT b.case_number FROM {JUDGED} a JOIN {JUDGED} b USING (id_number)
        WHERE a.case_number <> b.case_number AND b.crime_from > a.judged_on
          AND date_diff('year', a.birth_date, a.crime_from) - (strftime(a.crime_from, '%m%d') <
          strftime(a.birth_date, '%m%d'))::INT >= 18
          AND ((a.main_penalty = 'fixed_term' AND a.probation_months IS NULL AND a.main_charge <> '交通肇事罪'
                AND b.main_penalty = 'fixed_term' AND b.main_charge <> '交通肇事罪' AND NOT b.recidivist
                AND b.crime_from > a.sentence_to AND b.crime_from <= a.sentence_to + INTERVAL 5 YEAR)
            OR (a.main_charge IN ('贩卖毒品罪', '非法持有毒品罪') AND NOT b.drug_repeat
                AND b.main_charge IN ('贩卖毒品罪', '非法持有毒品罪', '容留他人吸毒罪')))""",
    "R03": f"""
        SELECT b.case_number FROM {JUDGED} a JOIN {JUDGED} b USING (id_number)
        JOIN police_case p ON p.id_number = b.id_number AND p.charge = b.main_charge
          AND p.transferred_on BETWEEN b.accused_on - 12 AND b.accused_on
        WHERE a.case_number <> b.case_number AND a.probation_months > 0 AND NOT b.revoked_probation AND (
          b.crime_from BETWEEN a.effective_on AND (a.effective_on + to_months(a.probation_months::INT))::DATE - 1
          OR (b.crime_from < a.judged_on AND b.judged_on > a.judged_on
              AND p.filed_on BETWEEN a.effective_on AND (a.effective_on +
              to_months(a.probation_months::INT))::DATE - 1))""",
    "R05": """
        WITH theft AS (SELECT DISTINCT a.id_number, act_on, decided_on, amount, description FROM
        administrative_penalty a
            JOIN people USING (id_number) WHERE act = '盗窃' AND act_on >= birth + INTERVAL 16 YEAR)
        SELECT id_number FROM (
          SELECT a.id_number, max(b.act_on) AS seen FROM theft a JOIN theft b ON a.id_number = b.id_number
            AND b.act_on BETWEEN a.act_on AND a.act_on + INTERVAL 24 MONTH
          GROUP BY a.id_number, a.act_on HAVING count(DISTINCT b.act_on) >= 3
          UNION ALL SELECT b.id_number, b.act_on FROM theft a JOIN theft b ON a.id_number = b.id_number
            AND b.act_on BETWEEN a.decided_on AND a.decided_on + INTERVAL 12 MONTH AND b.amount >= 100000
          UNION ALL SELECT id_number, act_on FROM theft
            WHERE regexp_matches(description, '入户盗窃|扒窃|携带凶器')
              AND NOT regexp_matches(description, '未携带|非入户'))
        WHERE id_number NOT IN (SELECT id_number FROM police_case WHERE charge = '盗窃罪' AND filed_on >= seen - 30)""",
    "R09": f"""
        SELECT decision_number FROM non_prosecution n WHERE NOT sealed AND kind IN ('relative', 'statutory')
          AND penalty_advised AND decided_on BETWEEN {AS_OF} - 730 AND {AS_OF} - 90
          AND NOT EXISTS (FROM administrative_penalty a WHERE a.id_number = n.id_number
                          AND a.decided_on BETWEEN n.decided_on - 365 AND n.decided_on + 90)""",
    "E02": f"""
        SELECT case_number FROM {JUDGED} j WHERE (probation_months > 0 OR main_penalty = 'surveillance')
          AND effective_on < {AS_OF} - 15 AND residence_region LIKE '34%'
          AND NOT EXISTS (FROM community_correction c WHERE c.id_number = j.id_number
                          AND c.enrolled_on BETWEEN j.effective_on AND j.effective_on + 15)
          AND NOT EXISTS (FROM death_record d WHERE d.id_number = j.id_number AND d.died_on <= j.effective_on + 15)""",
    "E06": f"""
        SELECT case_number FROM {JUDGED} j WHERE main_penalty IN ('fixed_term', 'detention', 'life')
          AND probation_months IS NULL AND effective_on < {AS_OF} - 60 AND (
          (NOT EXISTS (FROM custody_stay c WHERE c.id_number = j.id_number
                       AND coalesce(c.left_on, {AS_OF}) >= j.judged_on - 1
                       AND c.entered_on <= j.effective_on + 60)
           AND NOT EXISTS (FROM community_correction c WHERE c.id_number = j.id_number AND c.kind = 'temporary')
           AND NOT EXISTS (FROM death_record d WHERE d.id_number = j.id_number AND d.died_on <= j.effective_on + 60)
           AND coalesce(sentence_to, {AS_OF}) > effective_on)
          OR EXISTS (FROM custody_stay c JOIN hotel_stay h USING (id_number) WHERE c.id_number = j.id_number
             AND c.entered_on BETWEEN j.crime_from AND j.effective_on + 60
             AND h.checked_in > c.entered_on AND h.checked_out < coalesce(c.left_on, {AS_OF}))
          OR EXISTS (FROM custody_stay c JOIN social_insurance_payment s USING (id_number) WHERE c.id_number =
          j.id_number AND c.entered_on BETWEEN j.crime_from AND j.effective_on + 60
             AND s.month > year(c.entered_on) * 12 + month(c.entered_on) - 1
             AND s.month < year(coalesce(c.left_on, {AS_OF})) * 12 + month(coalesce(c.left_on, {AS_OF})) - 1))""",
    "A01": f"""
        SELECT o.id_number || '|' || o.uscc FROM {JUDGED} j JOIN company_officer o USING (id_number)
        WHERE (main_charge IN ('合同诈骗罪', '非法吸收公众存款罪', '虚开增值税专用发票罪', '挪用资金罪', '受贿罪',
                               '职务侵占罪')
               OR deprivation_months <> 0)
          AND main_penalty NOT IN ('exempted', 'acquitted') AND role <> 'shareholder' AND company_kind <> 'individual'
          AND company_status = 'active' AND (until IS NULL OR until > judged_on)
          AND {AS_OF} < CASE WHEN probation_months > 0 THEN effective_on + to_months(probation_months::INT + 24)
                        ELSE sentence_to + INTERVAL 5 YEAR END""",
    "A04": f"""
        WITH drunk AS (
          SELECT id_number, crime_from AS seen FROM {JUDGED} WHERE main_charge = '危险驾驶罪' AND blood_alcohol >= 80
          UNION ALL SELECT id_number, decided_on - 90 FROM non_prosecution WHERE blood_alcohol >= 80
            AND vehicle_kind NOT IN ('electric_bicycle', 'non_motor')
          UNION ALL SELECT id_number, happened_on FROM traffic_violation WHERE blood_alcohol >= 80
            AND vehicle_kind NOT IN ('electric_bicycle', 'non_motor'))
        SELECT l.id_number FROM drunk JOIN driving_licence l USING (id_number)
        WHERE status = 'valid' AND issued_on < seen AND issuing_region LIKE '34%' AND seen < {AS_OF} - 60""",
    "P01": f"""
        SELECT p.id_number FROM pension_payment p JOIN custody_stay c USING (id_number)
        WHERE payment_kind = 'monthly' AND scheme = 'employee'
          AND p.month > year(entered_on) * 12 + month(entered_on) - 1
          AND p.month < year(coalesce(left_on, {AS_OF})) * 12 + month(coalesce(left_on, {AS_OF})) - 1
        UNION SELECT a.id_number FROM pension_adjustment a JOIN community_correction c USING (id_number)
        WHERE adjusted_on BETWEEN from_on AND to_on
        UNION SELECT a.id_number FROM pension_adjustment a JOIN custody_stay c USING (id_number)
        WHERE adjusted_on BETWEEN entered_on AND coalesce(left_on, {AS_OF})""",
    "P02": """
        WITH paid AS (SELECT id_number, month FROM pension_payment WHERE payment_kind = 'monthly'
                      UNION ALL SELECT id_number, month FROM benefit_payment)
        SELECT id_number FROM paid JOIN death_record USING (id_number)
        WHERE month > year(died_on) * 12 + month(died_on) - 1 + 1""",
    "P06": """
        WITH stay AS (FROM medical_settlement WHERE kind = 'inpatient')
        SELECT a.id_number FROM stay a JOIN stay b ON a.id_number = b.id_number AND a.settlement_no < b.settlement_no
          AND a.hospital <> b.hospital
          AND least(a.discharged_on, b.discharged_on) - greatest(a.admitted_on, b.admitted_on) >= 1
        UNION SELECT s.id_number FROM stay s JOIN custody_stay c USING (id_number)
          WHERE s.admitted_on > c.entered_on AND s.discharged_on < coalesce(c.left_on, DATE '2025-06-30')
        UNION SELECT s.id_number FROM stay s JOIN death_record d USING (id_number) WHERE s.admitted_on > d.died_on
        UNION SELECT c.id_number FROM chronic_certification c WHERE NOT EXISTS (
          FROM stay s WHERE s.id_number = c.id_number AND starts_with(s.diagnosis_code, c.diagnosis_prefix)
          AND s.admitted_on BETWEEN c.certified_on - INTERVAL 12 MONTH AND c.certified_on)""",
    "Y01": f"""
        SELECT s.id_number FROM school_staff s WHERE (left_on IS NULL AND (
            EXISTS (FROM {JUDGED} j WHERE j.id_number = s.id_number AND main_charge IN ('强奸罪', '猥亵儿童罪')
                    AND main_penalty <> 'acquitted')
            OR EXISTS (FROM administrative_penalty a WHERE a.id_number = s.id_number AND act = '猥亵')))
          OR (hired_on >= DATE '2021-06-01' AND NOT EXISTS (FROM staff_check k WHERE k.id_number = s.id_number
              AND k.checked_on BETWEEN s.hired_on - 90 AND s.hired_on))""",
}


def prepared(province) -> object:
    con = province.con
    people = province.world.people
    if "people" not in {row[0] for row in con.execute("SHOW TABLES").fetchall()}:
        import pyarrow as pa

        con.register("folk", pa.table({"id_number": people.id_words.cast(pa.string()),
                                       "birth": pa.array(people.birth).cast(pa.date32())}))  # fmt: skip
        con.execute("CREATE TABLE people AS FROM folk")
        settlements = "row_number() OVER ()::VARCHAR AS settlement_no"
        con.execute(f"CREATE OR REPLACE TABLE medical_settlement AS SELECT *, {settlements} FROM medical_settlement")
    return province


def keys_of(planted, world, model: str, violation: bool) -> dict[str, str]:
    out = {}
    for one in planted:
        if one.plant.model != model or one.plant.violation != violation:
            continue
        sown = one.sown
        people = world.people.id_texts(sown.person)
        for i, person in enumerate(people):
            key = person
            if KEYS[model] == "document":
                key = sown.document[i]
            elif KEYS[model] == "person_company":
                key = f"{person}|{world.companies.code_texts(sown.company[i : i + 1])[0]}"
            out[key] = one.plant.name
    return out


@pytest.mark.parametrize("model", MODELS)
def test_finds_what_was_planted_and_nothing_else(planted_province, model: str) -> None:
    province = prepared(planted_province)
    found = province.keys(ORACLES[model])
    planted = keys_of(province.planted, province.world, model, True)
    traps = keys_of(province.planted, province.world, model, False)
    assert sorted({planted[key] for key in planted.keys() - found}) == [], "missed"
    assert sorted({traps[key] for key in traps.keys() & found}) == [], "traps"
    assert found - planted.keys() == set()


@pytest.mark.parametrize("model", MODELS)
def test_lawful_province_gives_no_reason(lawful_province, model: str) -> None:
    province = prepared(lawful_province)
    assert province.keys(ORACLES[model]) == set()
