WITH victim AS (FROM crime_victim WHERE NOT at_fault AND harm <> 'property' AND compensated + insured < loss),
candidate AS (
    SELECT id_number, case_number FROM victim
    WHERE id_number IN (SELECT id_number FROM benefit_payment WHERE category = 'dibao' AND month >= 2025 * 12 + 5 - 3)
    UNION SELECT v.id_number, case_number FROM victim v JOIN compensation_execution e USING (id_number, case_number)
    WHERE harm IN ('death', 'serious') AND outcome = 'ended' AND paid < due)
SELECT id_number FROM candidate
WHERE (id_number, case_number) NOT IN (SELECT (id_number, case_number) FROM judicial_aid)
  AND id_number NOT IN (SELECT id_number FROM death_record WHERE id_number IS NOT NULL)
