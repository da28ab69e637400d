WITH titles AS (
  SELECT d.case_number, d.filed_on AS applied_on, e.execution_number, coalesce(e.id_number, e.uscc) AS debtor
  FROM civil_document d JOIN civil_enforcement e ON e.basis_number = d.case_number
  WHERE d.stage = 'special' AND d.outcome = 'confirmed' AND d.judged_on - d.filed_on <= 3
    AND e.filed_on - d.judged_on <= 30 AND d.name NOT LIKE '%银行%'
)
SELECT case_number FROM titles t JOIN civil_enforcement o ON coalesce(o.id_number, o.uscc) = t.debtor
WHERE o.execution_number <> t.execution_number AND o.filed_on < applied_on
  AND (o.closed_on IS NULL OR o.closed_on >= applied_on OR o.outcome = 'round_ended')
