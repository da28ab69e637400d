/** The road of a contest: what is now and until when, what comes and whose step it is. Times are the server's. */
import { Alert, Card } from "antd";
import { moment } from "../../parts/values";
import { type Key, useTexts } from "../../texts/texts";
import { type Left, left, useServerTime } from "./clock";
import { Step } from "./Step";
import type { Held } from "./useContest";

const BY_SIGNERS = "signed";

export function Road({ held }: { held: Held }) {
  const { t, say } = useTexts();
  const { page } = held;
  const now = useServerTime(held.offset);
  const places = page.phases.map((one) => one.code);
  const here = places.indexOf(page.phase.code);
  const next = nextOf(held);
  return (
    <Card title={t("contests.road")} className="road-card">
      <div className="stack tight">
        <Alert
          type="info"
          showIcon
          title={t("contests.now", { phase: say(page.phase) })}
          description={
            <div className="stack tight">
              <span>{t(`contests.now.${page.phase.code}` as Key)}</span>
              {page.phase.code === "open" && <Until until={page.closed} now={now} />}
              {next && (
                <span>
                  {t("contests.next", {
                    phase: say(next),
                    who: t(next.code === BY_SIGNERS ? "contests.by.signers" : "contests.by.organiser"),
                  })}
                  {next.may_begin && Date.parse(next.may_begin) > now
                    ? t("contests.next.from", { at: moment(next.may_begin) })
                    : ""}
                </span>
              )}
            </div>
          }
        />
        <ol className="road">
          {page.phases.map((one, place) => (
            <li
              key={one.code}
              className={place < here ? (one.began ? "past" : "skipped") : place === here ? "here" : "ahead"}
              aria-current={place === here ? "step" : undefined}
            >
              <span className="cap">{say(one)}</span>
              <small className="number">
                {one.began ? moment(one.began) : place > here && one.may_begin ? moment(one.may_begin) : "—"}
              </small>
            </li>
          ))}
        </ol>
        <p className="soft small">{t("contests.clock", { at: moment(new Date(now).toISOString()) })}</p>
        <Step page={page} now={now} />
      </div>
    </Card>
  );
}

/** The step that comes; between settling and freezing a defence may be left out, so the first is named. */
function nextOf({ page }: Held) {
  const here = page.phases.findIndex((one) => one.code === page.phase.code);
  return page.phases[here + 1];
}

function Until({ until, now }: { until: string; now: number }) {
  const { t } = useTexts();
  const rest = left(until, now);
  return (
    <strong>
      {t("contests.until", { at: moment(until) })}
      {rest ? t("contests.left", { left: spoken(rest, t) }) : t("contests.left.none")}
    </strong>
  );
}

function spoken(rest: Left, t: (key: Key, values?: Record<string, string | number>) => string): string {
  if (rest.days > 0) return t("contests.left.days", { days: rest.days, hours: rest.hours });
  return t("contests.left.hours", { hours: rest.hours, minutes: rest.minutes });
}
