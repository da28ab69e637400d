/** The head of the pages of yield and gaps: what they are, the way between them, printing. */
import { Button } from "antd";
import { NavLink } from "react-router";
import { useTitle } from "../../parts/useTitle";
import { type Key, useTexts } from "../../texts/texts";
import "./yield.css";

const PAGES: { to: string; label: Key }[] = [
  { to: "/yield", label: "yield.title" },
  { to: "/yield/gaps", label: "gaps.title" },
];

export function Head({ title, hint }: { title: Key; hint: Key }) {
  const { t } = useTexts();
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
        {PAGES.map((one) => (
          <NavLink key={one.to} to={one.to} end>
            {t(one.label)}
          </NavLink>
        ))}
      </nav>
      <p className="soft">{t(hint)}</p>
    </>
  );
}
