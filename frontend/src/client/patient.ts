/** Many requests in a row: the desk answers so many a second, and asks for patience beyond. */
import { ApiError } from "./client";

const PAUSE = 1000;
const MOST = 60;
const TOO_MANY = 429;

/** As `make`, again after a moment for as long as the desk asks for patience, a minute at most. */
export async function patiently<T>(make: () => Promise<T>, pause = PAUSE): Promise<T> {
  for (let turn = 1; ; turn++) {
    try {
      return await make();
    } catch (error) {
      if (turn === MOST || !(error instanceof ApiError) || error.status !== TOO_MANY) throw error;
      await new Promise((go) => setTimeout(go, pause));
    }
  }
}
