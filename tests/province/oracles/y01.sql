SELECT s.id_number FROM school_staff s WHERE (left_on IS NULL AND (
    EXISTS (FROM judged j WHERE j.id_number = s.id_number AND main_charge IN ('强奸罪', '猥亵儿童罪')
            AND main_penalty <> 'acquitted')
    OR EXISTS (FROM administrative_penalty a WHERE a.id_number = s.id_number AND act = '猥亵')))
  OR (hired_on >= DATE '2021-06-01' AND NOT EXISTS (FROM staff_check k WHERE k.id_number = s.id_number
      AND k.checked_on BETWEEN s.hired_on - 90 AND s.hired_on))
