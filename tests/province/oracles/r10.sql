WITH evasion AS (FROM tax_case WHERE violation IN ('evasion', 'non_filing')),
crimes AS (
  SELECT decision_number, id_number, uscc, period_from, decided_on AS ready, transferred_on FROM tax_case
  WHERE violation = 'invoices' AND tax_amount >= 10000000
  UNION ALL
  SELECT decision_number, id_number, uscc, period_from, due_on, transferred_on FROM evasion e
  WHERE tax_amount >= 10000000 AND tax_share >= 10 AND notified_on IS NOT NULL
    AND (settled_on IS NULL OR settled_on > due_on
         OR 2 <= (SELECT count(*) FROM evasion b WHERE b.uscc = e.uscc
                  AND b.decided_on BETWEEN e.decided_on - INTERVAL 5 YEAR AND e.decided_on - 1)))
SELECT decision_number FROM crimes c
WHERE greatest(ready, coalesce(transferred_on, ready)) + 60 < as_of()
  AND NOT EXISTS (FROM police_case p WHERE (p.id_number = c.id_number OR p.uscc = c.uscc)
                  AND p.filed_on >= c.period_from AND (p.charge LIKE '%税%' OR p.charge LIKE '%发票%'))
