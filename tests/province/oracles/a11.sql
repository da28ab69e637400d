WITH drawn AS (SELECT DISTINCT id_number, month FROM unemployment_benefit WHERE kind = 'benefit'),
spell AS (SELECT id_number, min(month) AS first, max(month) AS last FROM drawn GROUP BY ALL),
worked AS (SELECT DISTINCT id_number, uscc, month FROM social_insurance_payment
           WHERE insured_as = 'employee' AND uscc IS NOT NULL),
both_of AS (SELECT DISTINCT id_number, month FROM drawn JOIN worked USING (id_number, month)),
job AS (SELECT id_number, uscc, min(month) AS first, max(month) AS last FROM worked GROUP BY ALL),
sham AS (SELECT job.id_number, uscc,
             job.first > (SELECT min(month) FROM worked) AND job.last - job.first < 3
             AND spell.first BETWEEN job.last AND job.last + 3 AS drew
         FROM job LEFT JOIN spell USING (id_number)),
sham_firm AS (SELECT uscc FROM sham GROUP BY uscc
              HAVING count(*) FILTER (WHERE drew) >= 5 AND count(*) FILTER (WHERE drew) > 0.5 * count(*))
SELECT id_number FROM both_of b JOIN both_of a USING (id_number) WHERE a.month = b.month + 1
UNION SELECT id_number FROM drawn JOIN custody_stay USING (id_number)
WHERE reason = 'serving' AND month > year(entered_on) * 12 + month(entered_on) - 1
  AND month < year(coalesce(left_on, as_of())) * 12 + month(coalesce(left_on, as_of())) - 1
UNION SELECT id_number FROM drawn JOIN spell USING (id_number) JOIN company_officer USING (id_number)
WHERE role = 'legal_rep' AND company_status = 'active'
  AND year(since) * 12 + month(since) - 1 BETWEEN first AND last
  AND month > year(since) * 12 + month(since) - 1
  AND (until IS NULL OR month < year(until) * 12 + month(until) - 1)
UNION SELECT id_number FROM drawn JOIN pension_payment USING (id_number, month) WHERE payment_kind = 'monthly'
UNION SELECT id_number FROM sham JOIN sham_firm USING (uscc) WHERE drew
