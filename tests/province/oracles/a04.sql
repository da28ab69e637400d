WITH drunk AS (
  SELECT id_number, crime_from AS seen FROM judged WHERE main_charge = '危险驾驶罪' AND blood_alcohol >= 80
  UNION ALL SELECT id_number, decided_on - 90 FROM non_prosecution WHERE blood_alcohol >= 80
    AND vehicle_kind NOT IN ('electric_bicycle', 'non_motor')
  UNION ALL SELECT id_number, happened_on FROM traffic_violation WHERE blood_alcohol >= 80
    AND vehicle_kind NOT IN ('electric_bicycle', 'non_motor'))
SELECT l.id_number FROM drunk JOIN driving_licence l USING (id_number)
WHERE status = 'valid' AND issued_on < seen AND issuing_region LIKE '34%' AND seen < as_of() - 60
