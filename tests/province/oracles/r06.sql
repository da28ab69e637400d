WITH guest AS (FROM vice_person WHERE role <> 'host'),
host AS (SELECT h.id_number, h.incident_no, h.act_on, g.role, g.id_number AS guest
         FROM vice_person h JOIN guest g USING (incident_no) WHERE h.role = 'host'),
crime AS (
  SELECT a.id_number, min(a.act_on) AS first_day FROM host a JOIN host b ON a.id_number = b.id_number AND b.role = 'drug_user'
    AND b.act_on >= a.act_on AND b.act_on < a.act_on + INTERVAL 24 MONTH
  WHERE a.role = 'drug_user' GROUP BY a.id_number, a.act_on HAVING count(DISTINCT b.act_on) >= 3
  UNION ALL SELECT id_number, min(act_on) FROM host WHERE role = 'drug_user'
  GROUP BY id_number, incident_no HAVING count(DISTINCT guest) >= 3
  UNION ALL SELECT id_number, min(act_on) FROM host WHERE role = 'prostitute'
  GROUP BY id_number HAVING count(DISTINCT guest) >= 2)
SELECT id_number FROM crime c
WHERE NOT EXISTS (FROM police_case p WHERE p.id_number = c.id_number AND filed_on >= first_day)
UNION
SELECT g.id_number FROM guest g JOIN people USING (id_number)
WHERE source = 'criminal' AND found_on + 60 < as_of() AND found_on <= act_on + INTERVAL 6 MONTH
  AND act_on >= birth + INTERVAL 14 YEAR
  AND NOT EXISTS (FROM administrative_penalty a WHERE a.id_number = g.id_number AND a.decided_on >= g.act_on)
  AND NOT EXISTS (FROM police_case p WHERE p.id_number = g.id_number AND filed_on >= g.act_on)
  AND NOT EXISTS (FROM death_record d WHERE d.id_number = g.id_number)
