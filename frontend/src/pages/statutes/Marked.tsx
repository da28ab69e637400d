/** A text with the words that were looked for marked. */
export function Marked({ text, words }: { text: string; words: string }) {
  if (!words || !text.includes(words)) return text;
  const parts = text.split(words);
  return parts.map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never change their order
    <span key={at}>
      {at > 0 && <mark>{words}</mark>}
      {part}
    </span>
  ));
}
