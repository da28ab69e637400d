/** Sheets and certificates as files, and whether a printed certificate holds. */
import { Alert, Button, Card, Form, Input } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import type { Page } from "./useContest";

/** Of a result: the summary of each type, and certificates once it is published. */
export function ResultPapers({ page }: { page: Page }) {
  const { t, say, lang } = useTexts();
  const root = `/api/contests/${page.slug}`;
  return (
    <div className="row no-print">
      {page.may.includes("export") &&
        page.types.map((one) => (
          <span key={one.type.code} className="row tight">
            <Button href={`${root}/results/sheets/${one.type.code}?lang=${lang}`}>
              {t("contests.summary.pdf", { type: say(one.type) })}
            </Button>
            <Button href={`${root}/results/sheets/${one.type.code}?kind=docx&lang=${lang}`}>
              {t("contests.summary.word", { type: say(one.type) })}
            </Button>
          </span>
        ))}
      {page.may.includes("certificates") && (
        <Button href={`${root}/certificates?lang=${lang}`}>{t("contests.certificates")}</Button>
      )}
    </div>
  );
}

/** Of a work: its score sheet, by number for those who run the contest, by key for its entrant. */
export function SheetLinks({ page, work, own }: { page: Page; work: string; own?: boolean }) {
  const { t, lang } = useTexts();
  const root = `/api/contests/${page.slug}`;
  const sheet = own ? `${root}/works/${work}/sheet` : `${root}/sheets/${work}`;
  return (
    <span className="row tight no-print">
      <a href={`${sheet}?lang=${lang}`}>{t("contests.sheet.pdf")}</a>
      <a href={`${sheet}?kind=docx&lang=${lang}`}>{t("contests.sheet.word")}</a>
    </span>
  );
}

/** The certificate of one's own work. */
export function CertificateLink({ page, work }: { page: Page; work: string }) {
  const { t, lang } = useTexts();
  return (
    <Button href={`/api/contests/${page.slug}/works/${work}/certificate?lang=${lang}`}>
      {t("contests.certificate.own")}
    </Button>
  );
}

/** Whether a certificate that somebody holds in his hands is one of this result. */
export function CheckCertificate({ page }: { page: Page }) {
  const { t, say } = useTexts();
  const words = useWords();
  const [found, setFound] = useState<Schemas["AwardCertificate"]>();
  const [error, setError] = useState<unknown>();
  const check = async (given: { number: string; digest: string }) => {
    setFound(undefined);
    setError(undefined);
    const work = given.number.trim().split("-").at(-1) ?? "";
    try {
      const params = { path: { slug: page.slug, work }, query: { digest: given.digest.trim() } };
      setFound(await got(api.GET("/api/contests/{slug}/certificates/{work}", { params })));
    } catch (problem) {
      setError(problem);
    }
  };
  const needed = [{ required: true, whitespace: true, message: t("act.required") }];
  return (
    <Card title={t("contests.certificate.check")} className="no-print">
      <Form layout="vertical" onFinish={check}>
        <Form.Item name="number" label={t("contests.certificate.number")} rules={needed}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="digest" label={t("contests.certificate.digest")} rules={needed}>
          <Input maxLength={64} />
        </Form.Item>
        <Button htmlType="submit">{t("contests.certificate.check.go")}</Button>
      </Form>
      <div aria-live="polite">
        {error !== undefined && <Alert type="error" showIcon title={words(error)} />}
        {found && (
          <Alert
            type={found.holds ? "success" : "error"}
            showIcon
            title={t(found.holds ? "contests.certificate.holds" : "contests.certificate.other")}
            description={`${found.number} ${found.title} ${say(found.award)}`}
          />
        )}
      </div>
    </Card>
  );
}
