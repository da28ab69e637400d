SELECT id_number FROM police_case p WHERE
  extended_to > detained_on + 7 AND extension_ground NOT IN ('roaming', 'repeated', 'gang')
  OR coalesce(bail_to, least(transferred_on, withdrawn_on), as_of()) > bail_from + INTERVAL 12 MONTH
  OR coalesce(residence_to, least(transferred_on, withdrawn_on), as_of()) > residence_from + INTERVAL 6 MONTH
  OR withdrawn_on IS NOT NULL AND withdrawal_ground NOT IN ('no_crime', 'not_criminal', 'not_suspect', 'time_barred')
  OR detained_on + INTERVAL 24 MONTH < as_of() AND transferred_on IS NULL AND withdrawn_on IS NULL
     AND suspended_ground IS NULL
     AND NOT EXISTS (FROM police_case o WHERE o.id_number = p.id_number AND o.transferred_on >= p.filed_on)
     AND NOT EXISTS (FROM judged j WHERE j.id_number = p.id_number AND j.judged_on >= p.filed_on)
     AND NOT EXISTS (FROM non_prosecution n WHERE n.id_number = p.id_number AND n.decided_on >= p.filed_on)
     AND NOT EXISTS (FROM death_record d WHERE d.id_number = p.id_number)
