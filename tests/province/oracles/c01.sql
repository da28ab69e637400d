WITH suit AS (
  SELECT d.case_number, p.id_number, p.name, d.respondents, d.filed_on
  FROM civil_document d JOIN civil_party p USING (case_number)
  WHERE d.cause = '民间借贷纠纷' AND d.stage = 'first' AND p.kind = 'person'
    AND (p.role = 'plaintiff' OR p.role = 'agent' AND p.agent_kind IN ('staff', 'relative') AND p.represents = d.name)
)
SELECT a.id_number FROM suit a JOIN suit b ON a.id_number = b.id_number
  AND b.filed_on >= a.filed_on AND b.filed_on < a.filed_on + INTERVAL 12 MONTH
GROUP BY a.id_number, a.filed_on HAVING count(DISTINCT b.respondents) >= 10
UNION SELECT a.id_number FROM suit a JOIN suit b ON a.id_number = b.id_number
  AND b.filed_on >= a.filed_on AND b.filed_on < a.filed_on + INTERVAL 36 MONTH
GROUP BY a.id_number, a.filed_on HAVING count(DISTINCT b.respondents) >= 20
