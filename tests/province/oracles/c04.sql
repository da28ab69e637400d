WITH plain AS (FROM labour_case WHERE cause LIKE '%劳动关系%' AND outcome IN ('confirmed', 'mediated')
               AND NOT contested AND NOT coalesce(restructured, false)),
unknown AS (SELECT c.* FROM plain c WHERE NOT EXISTS (
            FROM insurance_enrolment e WHERE e.id_number = c.id_number AND e.uscc = c.uscc AND e.enrolled_on < accepted_on)),
aged AS (SELECT u.* FROM unknown u JOIN people p USING (id_number)
         WHERE date_diff('day', claimed_from, claimed_to) > 3651
           AND p.birth + to_years(CASE WHEN substr(id_number, 17, 1)::INT % 2 = 1 THEN 55 ELSE 45 END) <= decided_on),
late AS (FROM social_insurance_payment WHERE paid_month > month + 12)
SELECT a.award_number FROM aged a JOIN aged b USING (uscc)
WHERE abs(date_diff('day', a.decided_on, b.decided_on)) < 366 GROUP BY ALL HAVING count(DISTINCT b.id_number) >= 5
UNION SELECT a.award_number FROM aged a JOIN aged b USING (agent)
WHERE abs(date_diff('day', a.decided_on, b.decided_on)) < 366 GROUP BY ALL HAVING count(DISTINCT b.id_number) >= 5
UNION SELECT award_number FROM plain WHERE claimed_from < founded_on - INTERVAL 6 MONTH
UNION SELECT u.award_number FROM unknown u JOIN late l USING (id_number, uscc)
WHERE l.paid_month BETWEEN year(decided_on) * 12 + month(decided_on) - 1 AND year(decided_on) * 12 + month(decided_on) + 11
GROUP BY ALL HAVING count(DISTINCT l.month) >= 60
