/** The draft of a sentencing proposal as Word or PDF, of facts that need not be kept. */
import { useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";
import { api } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";

const FORMS = ["docx", "pdf"] as const;

export function PaperButtons({ given }: { given: { facts: string; origin: number | null } }) {
  const { t, lang } = useTexts();
  const { message } = App.useApp();
  const words = useWords();
  const take = useMutation({
    mutationFn: async (form: (typeof FORMS)[number]) => {
      const { data } = await api.POST("/api/sentencing/paper", {
        body: { ...given, form, lang },
        parseAs: "blob",
      });
      const link = document.createElement("a");
      link.href = URL.createObjectURL(data as unknown as Blob);
      link.download = `${t("sentencing.paper.name")}.${form}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    },
    onError: (error) => message.error(words(error), 6),
  });
  return FORMS.map((form) => (
    <Button key={form} loading={take.isPending && take.variables === form} onClick={() => take.mutate(form)}>
      {t(`sentencing.paper.${form}`)}
    </Button>
  ));
}
