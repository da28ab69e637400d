/** Choosing the canonical dataset a file is: searched by its names and those of its columns, in both languages. */
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { api, got } from "../../client/client";
import { useTexts } from "../../texts/texts";

export function StandardChooser({ chosen, choose }: { chosen: string; choose: (standard: string) => void }) {
  const { t, say } = useTexts();
  const list = useQuery({
    queryKey: ["standards"],
    queryFn: () => got(api.GET("/api/data/standards")),
    staleTime: 600_000,
  });
  const all = list.data ?? [];
  const about = all.find((one) => one.id === chosen);
  return (
    <>
      <Select
        showSearch={{
          filterOption: (words, option) => (option?.search ?? "").includes(words.toLowerCase()),
        }}
        style={{ width: "100%", maxWidth: 640 }}
        aria-label={t("data.step.standard")}
        placeholder={t("data.standard.choose")}
        loading={list.isPending}
        value={chosen || undefined}
        onChange={choose}
        options={all.map((one) => ({
          value: one.id,
          label: `${say(one.title)} · ${t("data.standard.models", { n: one.models })}`,
          search: `${one.id} ${one.title.zh} ${one.title.en} ${one.provider.zh} ${one.words}`.toLowerCase(),
        }))}
      />
      {about && (
        <p className="small soft">
          {say(about.about)} · {t("data.standard.from", { who: say(about.provider) })}
        </p>
      )}
    </>
  );
}
