-- places are compared in the system of the patch; half of a thousandth of a degree is about fifty metres
WITH sites AS (
  SELECT p.*, r.case_number, r.accepted_on, r.executed_on
  FROM administrative_penalty p JOIN non_litigation_enforcement r USING (penalty_number)
  WHERE p.act LIKE '%占用土地%' AND r.outcome IN ('allowed', 'partly')
    AND (p.id_number = r.id_number OR p.uscc = r.uscc)),
late AS (FROM sites WHERE executed_on IS NULL AND accepted_on + INTERVAL 6 MONTH < as_of()),
images AS (
  SELECT l.case_number, c.* FROM late l JOIN change_patch c
  ON abs(c.lon84 - l.longitude::DOUBLE) < 0.0005 AND abs(c.lat84 - l.latitude::DOUBLE) < 0.0005)
SELECT case_number FROM late l
WHERE EXISTS (FROM images i WHERE i.case_number = l.case_number AND i.change IN ('standing', 'building')
              AND i.observed_on > l.accepted_on + INTERVAL 6 MONTH)
  AND NOT EXISTS (FROM images i WHERE i.case_number = l.case_number AND i.change = 'removed'
                  AND i.observed_on > l.decided_on)
  AND NOT EXISTS (FROM squares a WHERE a.kind IN ('construction', 'temporary')
                  AND l.longitude::DOUBLE BETWEEN a.west AND a.east AND l.latitude::DOUBLE BETWEEN a.south AND a.north)
