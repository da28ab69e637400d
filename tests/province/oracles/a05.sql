-- five working days are never more than fifteen calendar days, seven never more than nineteen
WITH dated AS (
  SELECT *, CASE WHEN reviewed_on IS NOT NULL THEN reviewed_on + 15 WHEN orders LIKE '%限期拆除%' THEN served_on + 15
            ELSE served_on + INTERVAL 6 MONTH END AS sue_by,
         CASE WHEN reviewed_on IS NOT NULL THEN reviewed_on + 15 WHEN orders LIKE '%限期拆除%' THEN served_on + 60
         ELSE served_on + INTERVAL 6 MONTH END + INTERVAL 3 MONTH AS apply_by
  FROM non_litigation_enforcement WHERE outcome NOT IN ('refused', 'not_accepted'))
SELECT case_number FROM dated
WHERE urged_on IS NULL OR applied_on - urged_on < 10 OR applied_on <= sue_by
  OR (applied_on > apply_by AND NOT coalesce(excused, false))
  OR accepted_on - applied_on > 15
  OR (outcome <> 'withdrawn' AND coalesce(ruled_on, as_of()) - accepted_on > CASE WHEN heard THEN 30 ELSE 19 END)
