WITH mediated AS (
  SELECT d.case_number, d.filed_on, w.id_number, f.uscc
  FROM civil_document d JOIN civil_party w USING (case_number) JOIN civil_party f USING (case_number)
  WHERE d.cause = '追索劳动报酬纠纷' AND d.outcome = 'mediated' AND w.role = 'plaintiff' AND f.role = 'defendant'
), batch AS (
  SELECT uscc, count(DISTINCT case_number) AS cases, min(filed_on) AS first, max(filed_on) AS last,
    count(DISTINCT m.id_number) FILTER (WHERE NOT EXISTS (
      FROM social_insurance_payment i WHERE i.id_number = m.id_number AND i.uscc = m.uscc)) AS strangers,
    count(DISTINCT m.id_number) AS workers
  FROM mediated m GROUP BY uscc HAVING cases >= 20
), acting AS (
  SELECT m.uscc, count(DISTINCT a.name) AS agents, count(DISTINCT a.case_number) AS represented
  FROM mediated m JOIN civil_party a USING (case_number)
  WHERE a.role = 'agent' AND a.agent_kind = 'staff' GROUP BY m.uscc
)
SELECT b.uscc FROM batch b JOIN acting a USING (uscc)
WHERE strangers * 2 >= workers AND agents <= 3 AND represented * 10 >= cases * 9
  AND EXISTS (FROM civil_enforcement e WHERE e.uscc = b.uscc AND e.filed_on <= b.last
              AND coalesce(e.closed_on >= b.first, true)
              AND e.basis_number NOT IN (SELECT case_number FROM mediated))
