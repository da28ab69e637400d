SELECT v.id_number FROM medical_visit v JOIN people p USING (id_number)
WHERE p.birth + INTERVAL 14 YEAR >= v.visited_on AND v.visited_on + 7 < as_of()
  AND (diagnosis_code LIKE 'O%' AND substr(v.id_number, 17, 1) IN ('0', '2', '4', '6', '8')
         AND p.birth + INTERVAL 8 YEAR < v.visited_on
       OR diagnosis_code BETWEEN 'A50' AND 'A65' OR diagnosis_code LIKE 'S31.4%' AND diagnosis NOT LIKE '%骑跨%')
  AND NOT EXISTS (FROM minor_report r WHERE r.id_number = v.id_number
                  AND r.reported_on BETWEEN v.visited_on - 30 AND v.visited_on + 7)
