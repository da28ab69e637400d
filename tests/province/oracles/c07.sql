WITH rounds AS (
  FROM civil_enforcement WHERE outcome = 'round_ended' AND resumed_on IS NULL AND amount_due > amount_paid
), houses AS (
  SELECT *, count(*) OVER (PARTITION BY id_number) AS owned, count(*) OVER (PARTITION BY unit_no) AS holders
  FROM house_registration WHERE ended_on IS NULL
), asked AS (
  SELECT execution_number, closed_on AS day FROM rounds
  UNION ALL SELECT execution_number, inquired_on FROM asset_inquiry
), gaps AS (
  SELECT execution_number, day, lead(day) OVER (PARTITION BY execution_number ORDER BY day) AS following FROM asked
)
SELECT execution_number FROM rounds r JOIN vehicle_registration v USING (id_number)
WHERE v.registered_on > closed_on AND v.ended_on IS NULL AND NOT coalesce(v.mortgaged OR v.seized, false)
UNION SELECT execution_number FROM rounds r JOIN houses h USING (id_number)
WHERE h.registered_on > closed_on AND owned > 1 AND holders = 1
UNION SELECT execution_number FROM rounds r JOIN company_officer o USING (id_number)
WHERE role = 'shareholder' AND since > closed_on AND until IS NULL AND company_status = 'active'
UNION SELECT execution_number FROM rounds r JOIN gaps g USING (execution_number)
WHERE g.day + INTERVAL 6 MONTH < as_of() AND g.day + INTERVAL 6 MONTH <= closed_on + INTERVAL 60 MONTH
  AND (following IS NULL OR following > g.day + INTERVAL 6 MONTH)
