import { expect, test } from "vitest";
import { ahead, left, onTheWall } from "./clock";

test("what is left is rounded up and is nothing from the instant on", () => {
  const until = "2027-03-10T10:00:00Z";
  expect(left(until, Date.parse("2027-03-08T08:59:30Z"))).toEqual({ days: 2, hours: 1, minutes: 1 });
  expect(left(until, Date.parse("2027-03-10T09:59:59.5Z"))).toEqual({ days: 0, hours: 0, minutes: 1 });
  expect(left(until, Date.parse(until))).toBeNull();
});

test("the server's clock is the one it told with its answer", () => {
  const later = new Date(Date.now() + 3_600_000).toISOString();
  expect(Math.abs(ahead(later) - 3_600_000)).toBeLessThan(2000);
});

test("an instant is written as the zone's wall shows it", () => {
  expect(onTheWall("2027-03-10T10:00:00Z", "Asia/Shanghai")).toBe("2027-03-10 18:00");
});
