WITH unable AS (
    SELECT id_number, died_on AS since FROM death_record WHERE died_on <= as_of()
    UNION SELECT c.id_number, entered_on FROM custody_stay c JOIN judged j USING (id_number)
    WHERE reason = 'serving' AND left_on IS NULL AND sentence_to >= greatest(as_of(), entered_on + INTERVAL 6 MONTH)
    UNION SELECT id_number, from_on FROM drug_measure
    WHERE measure = 'isolation' AND from_on <= as_of() AND to_on >= as_of() AND lifted_on IS NULL
    UNION SELECT id_number, issued_on FROM disability_certificate
    WHERE level IN ('1', '2') AND status = 'valid' AND (valid_to IS NULL OR valid_to >= as_of())),
parent AS (SELECT record_no, role, min(u.since) AS since FROM family_relation r
           JOIN (SELECT id_number, min(since) AS since FROM unable GROUP BY ALL) u USING (id_number)
           WHERE role <> 'child' AND r.ended_on IS NULL GROUP BY ALL),
child AS (SELECT r.id_number, date_diff('month', birth, as_of()) AS months, max(p.since) AS since
          FROM family_relation r JOIN parent p USING (record_no) JOIN people USING (id_number)
          WHERE r.role = 'child' AND r.ended_on IS NULL GROUP BY ALL HAVING count(DISTINCT p.role) = 2),
now AS (FROM child WHERE months < 18 * 12 AND since <= as_of() - INTERVAL 3 MONTH
                     AND id_number NOT IN (SELECT id_number FROM death_record WHERE id_number IS NOT NULL))
SELECT id_number FROM now WHERE id_number NOT IN (
    SELECT id_number FROM benefit_payment WHERE category IN ('orphan', 'unattended_child')
      AND month >= 2025 * 12 + 5 - 3)
UNION SELECT id_number FROM now WHERE months BETWEEN 7 * 12 + 1 AND 15 * 12 - 1 AND id_number NOT IN (
    SELECT id_number FROM school_enrolment WHERE left_on IS NULL OR status IN ('transferred', 'graduated'))
