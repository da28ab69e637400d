WITH trauma AS (SELECT * FROM medical_settlement
                WHERE kind = 'inpatient' AND fund_paid > 0 AND regexp_matches(diagnosis_code, '^[ST]'))
SELECT t.id_number FROM trauma t JOIN injury_incident i USING (id_number)
WHERE abs(date_diff('day', happened_on, admitted_on)) <= 3 AND third_party IN ('full', 'main', 'equal', 'minor')
  AND NOT advance
UNION SELECT t.id_number FROM trauma t JOIN injury_judgment j USING (id_number)
WHERE abs(date_diff('day', injured_on, admitted_on)) <= 3 AND medical_fees > 0 AND effective_on <= as_of()
UNION SELECT t.id_number FROM trauma t JOIN work_injury_claim w USING (id_number)
WHERE abs(date_diff('day', injured_on, admitted_on)) <= 3 AND result = 'recognised' AND NOT advance
