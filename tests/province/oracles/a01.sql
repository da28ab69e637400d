SELECT o.id_number || '|' || o.uscc FROM judged j JOIN company_officer o USING (id_number)
WHERE (main_charge IN ('合同诈骗罪', '非法吸收公众存款罪', '虚开增值税专用发票罪', '挪用资金罪', '受贿罪',
                       '职务侵占罪')
       OR deprivation_months <> 0)
  AND main_penalty NOT IN ('exempted', 'acquitted') AND role <> 'shareholder' AND company_kind <> 'individual'
  AND company_status = 'active' AND (until IS NULL OR until > judged_on)
  AND as_of() < CASE WHEN probation_months > 0 THEN effective_on + to_months(probation_months::INT + 24)
                ELSE sentence_to + INTERVAL 5 YEAR END
