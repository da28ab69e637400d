/** Other versions of the model, and what differs in words. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Card, Select } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { api, got } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import type { Page } from "./Entry";

export function Versions({ page }: { page: Page }) {
  const { t, say } = useTexts();
  const others = page.versions.filter((one) => one.id !== page.id);
  const [older, setOlder] = useState<number>();
  if (others.length === 0) return null;
  return (
    <Card title={t("shelf.versions")}>
      <ul className="reasons">
        {page.versions.map((one) => (
          <li key={one.id}>
            {one.id === page.id ? (
              <b>{one.version}</b>
            ) : (
              <Link to={`/shelf/${one.id}`} style={{ textDecoration: "underline" }}>
                {one.version}
              </Link>
            )}{" "}
            {say(one.state)} {one.current && <Mark tone="green">{t("shelf.versions.current")}</Mark>}
          </li>
        ))}
      </ul>
      <Select
        className="no-print"
        aria-label={t("shelf.versions.compare")}
        placeholder={t("shelf.versions.compare")}
        style={{ minWidth: 220 }}
        value={older}
        onChange={setOlder}
        options={others.map((one) => ({ value: one.id, label: `${one.version} · ${say(one.state)}` }))}
      />
      {older !== undefined && <Differs page={page} older={older} />}
    </Card>
  );
}

function Differs({ page, older }: { page: Page; older: number }) {
  const { t, say } = useTexts();
  const words = useWords();
  const found = useQuery({
    queryKey: ["entry", page.id, "difference", older],
    queryFn: () =>
      got(
        api.GET("/api/shelf/{number}/difference/{older}", { params: { path: { number: page.id, older } } }),
      ),
  });
  if (found.isError) return <Alert type="error" showIcon title={words(found.error)} />;
  if (!found.data) return null;
  return (
    <>
      {found.data.items.length === 0 && <p>{t("shelf.versions.same")}</p>}
      <ul className="reasons">
        {found.data.items.map((one) => (
          <li key={one.zh}>{say(one)}</li>
        ))}
      </ul>
      {found.data.text && (
        <details>
          <summary>{t("shelf.versions.text")}</summary>
          <pre style={{ overflowX: "auto" }}>{found.data.text}</pre>
        </details>
      )}
    </>
  );
}
