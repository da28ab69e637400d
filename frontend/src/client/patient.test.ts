import { expect, test } from "vitest";
import { ApiError } from "./client";
import { patiently } from "./patient";

test("what the desk asks patience for is asked again, anything else is not", async () => {
  let asked = 0;
  const told = await patiently(async () => {
    if (++asked < 3) throw new ApiError(429);
    return "done";
  }, 0);
  expect([told, asked]).toEqual(["done", 3]);
  await expect(patiently(() => Promise.reject(new ApiError(409)), 0)).rejects.toMatchObject({ status: 409 });
});
