SELECT decision_number FROM non_prosecution n WHERE NOT sealed AND kind IN ('relative', 'statutory')
  AND penalty_advised AND decided_on BETWEEN as_of() - 730 AND as_of() - 90
  AND NOT EXISTS (FROM administrative_penalty a WHERE a.id_number = n.id_number
                  AND a.decided_on BETWEEN n.decided_on - 365 AND n.decided_on + 90)
