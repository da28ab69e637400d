WITH away AS (
  SELECT id_number, checked_in AS day, checked_out AS until, left(region, 4) AS city FROM hotel_stay
  UNION ALL SELECT id_number, departs_on, departs_on, left(to_region, 4) FROM travel_ticket WHERE status = 'used'
  UNION ALL SELECT id_number, happened_on, happened_on, left(region, 4) FROM traffic_violation WHERE on_spot
)
SELECT c.id_number FROM community_correction c JOIN away a USING (id_number)
WHERE a.day > c.enrolled_on AND a.day BETWEEN c.from_on AND coalesce(c.to_on, as_of()) AND a.day < as_of() - 30
  AND a.city <> left(c.region, 4)
  AND NOT EXISTS (FROM community_correction o WHERE o.id_number = c.id_number AND left(o.region, 4) = a.city
                  AND a.day BETWEEN o.from_on AND o.to_on)
  AND NOT EXISTS (FROM correction_leave l WHERE l.id_number = c.id_number AND l.leave_from <= a.until
                  AND l.leave_to >= a.day)
  AND NOT EXISTS (FROM correction_sanction s WHERE s.id_number = c.id_number AND s.decided_on >= a.day)
