/** The head of the pages of yield and gaps: what they are, the way between them, printing. */
import { Button } from "antd";
import { NavLink } from "react-router";
import { type Right, useMay } from "../../parts/me";
import { useTitle } from "../../parts/useTitle";
import { type Key, useTexts } from "../../texts/texts";
import "./yield.css";

const PAGES: { to: string; label: Key; right?: Right }[] = [
  { to: "/yield", label: "yield.title" },
  { to: "/yield/check", label: "plans.title", right: "see_clues" },
  { to: "/yield/backtests", label: "backtests.title" },
  { to: "/yield/gaps", label: "gaps.title" },
];

export function Head({ title, hint }: { title: Key; hint: Key }) {
  const { t } = useTexts();
  const may = useMay();
  useTitle(t(title));
  return (
    <>
      <div className="row">
        <h1 className="grow">{t(title)}</h1>
        <Button className="no-print" onClick={() => window.print()}>
          {t("figures.print")}
        </Button>
      </div>
      <nav className="ways-between no-print" aria-label={t("nav.yield")}>
        {PAGES.filter((one) => !one.right || may(one.right)).map((one) => (
          <NavLink key={one.to} to={one.to} end={one.to === "/yield"}>
            {t(one.label)}
          </NavLink>
        ))}
      </nav>
      <p className="soft">{t(hint)}</p>
    </>
  );
}
