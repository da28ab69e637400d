SELECT case_number FROM contracting_finding f
WHERE told_by = 'court' AND effective_on + 90 < as_of()
  AND filed_on <= ended_on + CASE WHEN harm THEN INTERVAL 5 YEAR ELSE INTERVAL 2 YEAR END
  AND NOT EXISTS (FROM administrative_penalty p WHERE p.uscc = f.uscc AND agency LIKE '%住房和城乡建设局'
                  AND p.decided_on > f.ended_on - INTERVAL 3 YEAR)
