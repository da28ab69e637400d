SELECT id_number FROM forged_certificate f
WHERE trade <> 'plain' AND sold_on <= as_of() - 60 AND printed_region LIKE '34%'
  AND NOT EXISTS (FROM operation_certificate o WHERE o.id_number = f.id_number AND o.trade = f.trade
                  AND o.status <> 'revoked')
