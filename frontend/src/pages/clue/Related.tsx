/** Other clues on the same subject, and who else has one. */
import { Alert, Card, List } from "antd";
import { Link } from "react-router";
import { LevelTag, StateTag } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import type { Page } from "./Clue";

export function Related({ page }: { page: Page }) {
  const { t, say } = useTexts();
  if (!page.others.length && !page.elsewhere.length) return null;
  return (
    <Card title={t("clue.others")}>
      {page.elsewhere.length > 0 && (
        <Alert
          type="info"
          showIcon
          title={t("clue.elsewhere")}
          description={page.elsewhere.map((one) => (
            <div key={one.office.code + one.line.code}>
              {say(one.office)} · {say(one.line)} · {one.contact}
            </div>
          ))}
        />
      )}
      {page.others.length > 0 && (
        <List
          dataSource={page.others}
          renderItem={(one) => (
            <List.Item>
              <div>
                <Link to={`/clues/${one.id}`}>{say(one.says)}</Link>
                <div>
                  <LevelTag level={one.level} />
                  <StateTag state={one.state} />
                </div>
              </div>
            </List.Item>
          )}
        />
      )}
    </Card>
  );
}
