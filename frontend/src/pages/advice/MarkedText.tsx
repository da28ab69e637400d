/** The text with what speaks for a charge marked in one colour, and what speaks against it in another. */
import type { Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";

export function MarkedText({ said, one }: { said: string; one: Schemas["CandidateTold"] | undefined }) {
  const { t } = useTexts();
  const signs = Array.from(said);
  const pro = one ? [...one.elements.flatMap((each) => each.places), ...one.adds] : [];
  const kinds = new Array<"" | "for" | "against">(signs.length).fill("");
  for (const place of pro) kinds.fill("for", place.start, place.end);
  for (const place of one?.against ?? []) kinds.fill("against", place.start, place.end);
  const parts: { from: number; kind: string; text: string }[] = [];
  signs.forEach((sign, at) => {
    const last = parts.at(-1);
    if (last && last.kind === kinds[at]) last.text += sign;
    else parts.push({ from: at, kind: kinds[at] ?? "", text: sign });
  });
  return (
    <>
      {one && (
        <p className="soft">
          <mark>{t("advice.for")}</mark> <mark className="against">{t("advice.against")}</mark>
        </p>
      )}
      <div className="read whole">
        {parts.map((part) =>
          part.kind ? (
            <mark key={part.from} className={part.kind === "against" ? "against" : undefined}>
              {part.text}
            </mark>
          ) : (
            <span key={part.from}>{part.text}</span>
          ),
        )}
      </div>
    </>
  );
}
