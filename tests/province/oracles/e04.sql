WITH owing AS (
  SELECT *, coalesce(fine, 0) - coalesce(fine_paid, 0) + coalesce(confiscation, 0) > 0 AS own
  FROM judged WHERE effective_on + 60 < as_of()
)
SELECT case_number FROM owing j WHERE (own OR recover)
  AND NOT EXISTS (FROM property_penalty_execution x WHERE x.judgment_number = j.case_number
                  AND (x.id_number = j.id_number OR NOT j.own))
  AND NOT EXISTS (FROM property_penalty_execution x WHERE x.id_number = j.id_number AND x.joined
                  AND x.transferred_on >= j.judged_on)
UNION SELECT judgment_number FROM property_penalty_execution
WHERE datediff('day', transferred_on, coalesce(filed_on, as_of())) > 7
   OR coalesce(closed_on, as_of()) > greatest(filed_on + INTERVAL 6 MONTH, coalesce(extended_to, filed_on))
   OR outcome = 'round_ended' AND inquired_on IS NULL
