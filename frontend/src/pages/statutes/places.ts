/** Addresses of laws and articles. */

/** A law, as it stood on a day where one is given. */
export function lawPlace(law: string, on?: string | null, article?: string): string {
  return `/statutes/${encodeURIComponent(law)}${on ? `?on=${on}` : ""}${article ? `#${article}` : ""}`;
}

/** An article, as it stood on a day where one is given. */
export function articlePlace(law: string, article: string, on?: string | null): string {
  return `/statutes/${encodeURIComponent(law)}/${encodeURIComponent(article)}${on ? `?on=${on}` : ""}`;
}
