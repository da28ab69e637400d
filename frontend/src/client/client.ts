/** The typed client of the desk's API: sends the CSRF token, turns errors into `ApiError` with both texts. */
import createClient, { type Middleware } from "openapi-fetch";
import { sessionEnded } from "./ended";
import type { components, paths } from "./schema";

export type Schemas = components["schemas"];
export type Text = Schemas["Text"];
export type Coded = Schemas["Coded"];

export class ApiError extends Error {
  constructor(
    /** 0 when the server could not be reached. */
    readonly status: number,
    readonly said: Text | null = null,
  ) {
    super(said?.en ?? `HTTP ${status}`);
  }
}

export function cookie(name: string): string {
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

const guard: Middleware = {
  onRequest({ request }) {
    if (request.method !== "GET") request.headers.set("X-CSRFToken", cookie("csrftoken"));
    return request;
  },
  async onResponse({ response }) {
    if (response.ok) return response;
    if (response.status === 401) sessionEnded();
    throw await errorOf(response);
  },
  onError() {
    return new ApiError(0);
  },
};

export async function errorOf(response: Response): Promise<ApiError> {
  try {
    const body = (await response.json()) as Partial<Text>;
    return new ApiError(response.status, body.zh ? { zh: body.zh, en: body.en ?? body.zh } : null);
  } catch {
    return new ApiError(response.status);
  }
}

export const api = createClient<paths>({ baseUrl: "" });
api.use(guard);

/** The data of an answer; the guard has thrown for every other. */
export async function got<T>(answer: Promise<{ data?: T }>): Promise<T> {
  const { data } = await answer;
  return data as T;
}
