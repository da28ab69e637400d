/** Getting data: its three pages. */
import { Segmented } from "antd";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { useTexts } from "../../texts/texts";

const PLACES = ["requests", "agreements", "calendar"] as const;
type Place = (typeof PLACES)[number];

export function SupplyHead({ at, children }: { at: Place; children?: ReactNode }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  return (
    <>
      <div className="row">
        <h1 className="grow">{t("nav.supply")}</h1>
        {children}
      </div>
      <p className="soft">{t(`supply.${at}.hint`)}</p>
      <Segmented<Place>
        className="no-print"
        style={{ justifySelf: "start" }}
        aria-label={t("nav.supply")}
        value={at}
        options={PLACES.map((one) => ({ value: one, label: t(`supply.${one}`) }))}
        onChange={(one) => void navigate(one === "requests" ? "/supply" : `/supply/${one}`)}
      />
    </>
  );
}
