/** A few people of a dataset by keyed hashes: their rows here, and where else they stand. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Card, Empty, Skeleton, Table } from "antd";
import { Link } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import type { Page } from "./Dataset";
import { Value } from "./Hashed";
import { Scroll } from "./Scroll";

type Person = Schemas["SamplePerson"];
type Row = Person["rows"][number];

export function SampleTab({ page }: { page: Page }) {
  const { t } = useTexts();
  const found = useQuery({
    queryKey: ["dataset", page.dataset, "sample"],
    queryFn: () =>
      got(api.GET("/api/data/datasets/{dataset}/sample", { params: { path: { dataset: page.dataset } } })),
  });
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  const { people, closed, nobody } = found.data;
  const none = closed ? "data.sample.closed" : nobody ? "data.sample.nobody" : "data.sample.none";
  return (
    <div className="stack tight">
      <Alert type="info" showIcon title={t("data.hash.title")} description={t("data.hash.about")} />
      {people.length ? (
        people.map((one) => <PersonCard key={one.hash} person={one} />)
      ) : (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(none)} />
      )}
    </div>
  );
}

function PersonCard({ person }: { person: Person }) {
  const { t, say } = useTexts();
  const columns = new Map(person.rows.flat().map((one) => [one.column, one.label]));
  const rows = person.rows.map((cells, number) => ({ number, cells }));
  return (
    <Card
      size="small"
      title={<Value value={person.hash} marked />}
      extra={t("data.sample.rows", { n: person.total })}
    >
      <Scroll label={t("data.sample")} width={Math.max(columns.size * 120, 300)}>
        <Table<{ number: number; cells: Row }>
          rowKey="number"
          size="small"
          pagination={false}
          dataSource={rows}
          columns={[...columns].map(([column, label]) => ({
            key: column,
            title: say(label),
            render: (_, one) => {
              const cell = one.cells.find((each) => each.column === column);
              return cell ? <Value value={say(cell.value)} marked={cell.value.zh === person.hash} /> : "—";
            },
          }))}
        />
      </Scroll>
      <p className="soft">
        {person.elsewhere.length ? t("data.sample.elsewhere") : t("data.sample.nowhere")}
        {person.elsewhere.map((one, number) => (
          <span key={one.dataset}>
            {number ? t("comma") : ""}
            <Link to={`/data/${one.dataset}`}>{say(one.title)}</Link> {one.rows.toLocaleString("en-US")}
          </span>
        ))}
      </p>
    </Card>
  );
}
