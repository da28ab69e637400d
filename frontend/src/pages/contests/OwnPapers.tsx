/** After publication, of one's own work: its sheet, its certificate, and what was decided of its likeness. */
import { useQuery } from "@tanstack/react-query";
import { Collapse } from "antd";
import { api, got, type Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";
import { CertificateLink, SheetLinks } from "./Papers";
import type { Page } from "./useContest";

const PUBLISHED = ["published", "final"];

export function OwnPapers({ page, work }: { page: Page; work: Schemas["OwnWork"] }) {
  const { t } = useTexts();
  const out = PUBLISHED.includes(page.phase.code);
  const path = { slug: page.slug, work: work.id };
  const result = useQuery({
    queryKey: ["contest", page.slug, "result", work.id],
    queryFn: () => got(api.GET("/api/contests/{slug}/works/{work}/result", { params: { path } })),
    enabled: out && work.state.code === "admitted",
    retry: false,
  });
  const cases = useQuery({
    queryKey: ["contest", page.slug, "masked", work.id],
    queryFn: () => got(api.GET("/api/contests/{slug}/works/{work}/likeness", { params: { path } })),
    enabled: out,
  });
  return (
    <>
      {result.data && result.data.criteria.length > 0 && (
        <div className="row">
          <SheetLinks page={page} work={work.id} own />
          {result.data.award && <CertificateLink page={page} work={work.id} />}
        </div>
      )}
      {cases.data && cases.data.items.length > 0 && (
        <Collapse
          items={cases.data.items.map((one, place) => ({
            key: String(place),
            label: t("contests.masked"),
            children: <Masked of={one} />,
          }))}
        />
      )}
    </>
  );
}

function Masked({ of }: { of: Schemas["MaskedCase"] }) {
  const { t, say } = useTexts();
  return (
    <div className="stack">
      <p>
        {say(of.origin)} {of.other}
        {t("colon")}
        {say(of.word)}
      </p>
      <p className="soft">{t("contests.masked.hint")}</p>
      {of.passages.map((one, place) => (
        <section key={String(place)} aria-label={one.file}>
          <h3>{one.file}</h3>
          <blockquote>
            <Words of={one.own} />
          </blockquote>
          <blockquote>
            <Words of={one.other} />
          </blockquote>
        </section>
      ))}
      {Object.entries(of.steps).map(([step, common]) => (
        <p key={step}>
          <span className="number">{step}</span>
          {t("colon")}
          {common.join(t("comma"))}
        </p>
      ))}
    </div>
  );
}

function Words({ of }: { of: Schemas["CasePiece"][] }) {
  return of.map((one, place) =>
    one.sort === "same" ? (
      <mark key={String(place)}>{one.text}</mark>
    ) : (
      <span key={String(place)} className="soft">
        {one.text}
      </span>
    ),
  );
}
