/** Somebody chosen by name or office. Told are people of the reader's own office and below; a user name typed in full
 * is taken as it is, since a judge may come from elsewhere. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useEffect, useState } from "react";
import { api, got } from "../../client/client";
import { useTexts } from "../../texts/texts";

const PAUSE = 250;

interface Given {
  slug: string;
  id?: string;
  value?: string;
  onChange?: (username: string) => void;
}

export function PersonSearch({ slug, id, value, onChange }: Given) {
  const { t, say } = useTexts();
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);
  const found = useQuery({
    queryKey: ["contest", slug, "people", asked],
    queryFn: () =>
      got(api.GET("/api/contests/{slug}/people", { params: { path: { slug }, query: { q: asked } } })),
    enabled: asked !== "",
    placeholderData: keepPreviousData,
  });
  const people = asked && typed ? (found.data?.items ?? []) : [];
  const own = typed.trim();
  const options = people.map(({ person, office }) => ({
    value: person.username,
    label: `${person.name} · ${say(office)} · ${person.username}`,
  }));
  if (own && /^[\w.@+-]+$/.test(own) && !options.some((one) => one.value === own))
    options.push({ value: own, label: t("contests.person.typed", { name: own }) });
  return (
    <Select
      id={id}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      aria-label={id ? undefined : t("contests.person.search")}
      placeholder={t("contests.person.search")}
      style={{ width: "100%" }}
      value={value || undefined}
      onChange={(username: string) => onChange?.(username)}
      loading={found.isFetching}
      notFoundContent={t(asked && !found.isFetching ? "contests.person.none" : "contests.person.type")}
      options={options}
    />
  );
}
