/** What the tables of a contest have in common: their pages, and what stands where there is nothing. */
import { Empty } from "antd";
import type { ReactNode } from "react";

const SIZE = 20;

/** A page of rows; a single one has no bar. */
export const PAGED = { pageSize: SIZE, showSizeChanger: false, hideOnSinglePage: true } as const;

/** Nothing is there, and what to do next. */
export function None({ children }: { children: ReactNode }) {
  return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={children} />;
}

/** The order of texts as people read numbers in them: J2 before J10. */
export function byText<R>(of: (row: R) => string): (one: R, other: R) => number {
  return (one, other) => of(one).localeCompare(of(other), undefined, { numeric: true });
}

/** The order of numbers; what has none comes last. */
export function byNumber<R>(of: (row: R) => number | null | undefined): (one: R, other: R) => number {
  return (one, other) => (of(one) ?? Number.POSITIVE_INFINITY) - (of(other) ?? Number.POSITIVE_INFINITY);
}
