SELECT case_number FROM judged j WHERE (probation_months > 0 OR main_penalty = 'surveillance')
  AND effective_on < as_of() - 15 AND residence_region LIKE '34%'
  AND NOT EXISTS (FROM community_correction c WHERE c.id_number = j.id_number
                  AND c.enrolled_on BETWEEN j.effective_on AND j.effective_on + 15)
  AND NOT EXISTS (FROM death_record d WHERE d.id_number = j.id_number AND d.died_on <= j.effective_on + 15)
