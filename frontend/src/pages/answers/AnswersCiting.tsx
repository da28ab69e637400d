/** Published answers that cite what something rests on: beside a model, a pack, an article. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { api, got } from "../../client/client";
import { useMay } from "../../parts/me";
import { useTexts } from "../../texts/texts";
import { Standing } from "./Standing";

export function AnswersCiting({ articles }: { articles: string[] }) {
  const { t } = useTexts();
  const may = useMay();
  const asked = [...new Set(articles.filter(Boolean))].join(",").slice(0, 2000);
  const found = useQuery({
    queryKey: ["answers", "citing", asked],
    queryFn: () => got(api.GET("/api/answers/citing", { params: { query: { articles: asked } } })),
    enabled: Boolean(asked) && may("see_models"),
  });
  if (!found.data?.items.length) return null;
  return (
    <section>
      <h3>
        {t("answers.citing")} ({found.data.total})
      </h3>
      <ul className="reasons">
        {found.data.items.map((one) => (
          <li key={one.number}>
            <Link to={`/answers/${one.number}`}>{one.title}</Link>{" "}
            <span className="soft">{one.cites.join("、")}</span>{" "}
            {one.state.code === "recheck" && <Standing state={one.state} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
