/** The files of a blind package, each by itself, and all of them. */
import type { Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";
import type { Page } from "./useContest";

interface Given {
  page: Page;
  work: string;
  files: Schemas["PackageFile"][];
}

export function PackageFiles({ page, work, files }: Given) {
  const { t } = useTexts();
  const packages = `/api/contests/${page.slug}/packages/${work}`;
  return (
    <section>
      <h2>{t("contests.package")}</h2>
      <ul className="plain row">
        {files.map((file) => (
          <li key={file.name}>
            <a href={`${packages}/part?name=${encodeURIComponent(file.name)}`}>{file.name}</a>{" "}
            <span className="soft">{file.kilobytes} KB</span>
          </li>
        ))}
        <li>
          <a href={packages}>{t("contests.package.all")}</a>
        </li>
      </ul>
    </section>
  );
}
