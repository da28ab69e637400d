/** The paragraphs of an article, or that their words are not known; words that were looked for are marked. */
import { useTexts } from "../../texts/texts";
import { Marked } from "./Marked";

export function Paragraphs({ texts, words = "" }: { texts: string[] | null; words?: string }) {
  const { t } = useTexts();
  if (!texts?.length) return <p className="soft">{t("statutes.unknown")}</p>;
  return texts.map((text, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: two paragraphs may say the same, and none ever moves
    <p key={at}>
      <Marked text={text} words={words} />
    </p>
  ));
}
