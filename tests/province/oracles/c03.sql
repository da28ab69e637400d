WITH claim AS (
  SELECT d.case_number, d.filed_on, w.id_number, f.uscc
  FROM civil_document d JOIN civil_party w USING (case_number) JOIN civil_party f USING (case_number)
  WHERE d.cause = '追索劳动报酬纠纷' AND d.stage = 'first' AND d.outcome IN ('granted', 'partly_granted', 'mediated')
    AND d.awarded > 300000 * 100 AND w.role = 'plaintiff' AND f.role = 'defendant'
    AND (SELECT count(*) FROM civil_party o WHERE o.case_number = d.case_number AND o.role = 'plaintiff') = 1
)
SELECT c.id_number || '|' || c.uscc FROM claim c JOIN bankruptcy_case b USING (uscc)
WHERE b.accepted_on >= c.filed_on AND b.accepted_on <= c.filed_on + INTERVAL 12 MONTH
  AND NOT EXISTS (FROM social_insurance_payment i WHERE i.id_number = c.id_number AND i.uscc = c.uscc)
  AND NOT EXISTS (FROM company_officer o WHERE o.id_number = c.id_number AND o.uscc = c.uscc AND o.role <> 'shareholder')
