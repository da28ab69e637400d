WITH drives AS (
  SELECT id_number, happened_on AS day FROM traffic_violation
  WHERE on_spot AND vehicle_kind NOT IN ('electric_bicycle', 'non_motor')
  UNION ALL SELECT id_number, passed_on FROM portrait_check WHERE result = 'same'
)
SELECT c.id_number FROM community_correction c JOIN drives d USING (id_number) JOIN driving_licence l USING (id_number)
WHERE c.charge IN ('危险驾驶罪', '交通肇事罪') AND l.status = 'revoked' AND d.day > l.status_on
  AND d.day BETWEEN c.from_on AND coalesce(c.to_on, as_of()) AND d.day < as_of() - 30
  AND NOT EXISTS (FROM driving_licence n WHERE n.id_number = c.id_number AND n.issued_on BETWEEN l.status_on AND d.day)
  AND NOT EXISTS (FROM correction_sanction s WHERE s.id_number = c.id_number AND s.decided_on >= d.day)
