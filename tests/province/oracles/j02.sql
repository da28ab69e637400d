WITH ends AS (
  SELECT id_number, decided_on AS ended FROM non_prosecution WHERE kind = 'doubt'
     OR kind = 'statutory' AND statutory_ground = 'no_crime'
  UNION ALL SELECT id_number, effective_on FROM judged WHERE main_penalty = 'acquitted'
  UNION ALL SELECT id_number, withdrawn_on FROM police_case WHERE withdrawal_ground IN ('no_crime', 'not_suspect', 'evidence')
)
SELECT e.id_number FROM ends e JOIN police_case p USING (id_number) JOIN people USING (id_number)
WHERE p.filed_on <= ended AND ended >= as_of() - INTERVAL 24 MONTH AND ended < as_of() - 30
  AND (arrested_on IS NOT NULL
       OR bail_from - detained_on > CASE WHEN extension_ground IN ('roaming', 'repeated', 'gang') THEN 37 ELSE 14 END)
  AND filed_on >= birth + INTERVAL 16 YEAR
  AND NOT EXISTS (FROM state_compensation s WHERE s.id_number = e.id_number AND s.applied_on >= ended)
  AND NOT EXISTS (FROM judged j WHERE j.id_number = e.id_number AND j.judged_on > ended AND main_penalty <> 'acquitted')
