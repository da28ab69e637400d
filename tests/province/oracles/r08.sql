WITH left_open AS (
  FROM separate_handling s WHERE noted_on + INTERVAL 12 MONTH < as_of()
    AND NOT (handling = 'at_large' AND wanted_on IS NOT NULL) AND coalesce(moved_to, region) LIKE '34%'
    AND NOT EXISTS (FROM indictment x WHERE x.id_number = s.id_number AND accused_on >= act_on)
    AND NOT EXISTS (FROM criminal_judgment x WHERE x.id_number = s.id_number AND judged_on >= act_on)
    AND NOT EXISTS (FROM non_prosecution x WHERE x.id_number = s.id_number AND decided_on >= act_on)
    AND NOT EXISTS (FROM administrative_penalty x WHERE x.id_number = s.id_number AND x.decided_on >= s.act_on
                    AND act NOT LIKE '%驾驶%')
    AND NOT EXISTS (FROM death_record x WHERE x.id_number = s.id_number))
SELECT id_number FROM left_open o
WHERE NOT EXISTS (FROM police_case x WHERE x.id_number = o.id_number AND filed_on >= act_on
                  AND (withdrawn_on IS NOT NULL OR filed_on + INTERVAL 12 MONTH >= as_of()))
