/** Deciding places of blind packages: one request a place, in turn, so that what was decided stays when one fails. */
import { api, got, type Schemas } from "../../client/client";
import { patiently } from "../../client/patient";

type Decision = Schemas["ResidualDecision"]["decision"];
/** A place as the page shows it: who decided otherwise meanwhile is not overruled unseen. */
type Shown = Pick<Schemas["ResidualInfo"], "id" | "decision">;

/** Places decided alike; `done` is told how many are. */
export async function decideAll(
  slug: string,
  work: string,
  places: Shown[],
  decision: Decision,
  done?: (count: number) => void,
): Promise<void> {
  for (const [count, place] of places.entries()) {
    const path = { slug, work, place: place.id };
    const body = { decision, was: place.decision as Decision | "" };
    await patiently(() => api.POST("/api/contests/{slug}/blind/{work}/{place}", { params: { path }, body }));
    done?.(count + 1);
  }
}

/** Everything of some works that nobody decided is hidden: what is doubtful is better not read. */
export async function hideRest(slug: string, works: string[], done: (count: number) => void): Promise<void> {
  let before = 0;
  for (const work of works) {
    const path = { slug, work };
    const found = await patiently(() =>
      got(api.GET("/api/contests/{slug}/blind/{work}", { params: { path } })),
    );
    const places = found.items.filter((one) => !one.decision);
    await decideAll(slug, work, places, "hide", (count) => done(before + count));
    before += places.length;
  }
}
