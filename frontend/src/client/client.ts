/** The typed client of the desk's API: sends the CSRF token, turns errors into `ApiError` with both texts. */
import createClient, { type Middleware } from "openapi-fetch";
import type { components, paths } from "./schema";

export type Schemas = components["schemas"];
export type Text = Schemas["Text"];
export type Coded = Schemas["Coded"];

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly zh: string,
    readonly en: string,
    readonly field: string | null = null,
  ) {
    super(zh);
  }
}

export function cookie(name: string): string {
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

export function toLogin(): void {
  const here = window.location.pathname + window.location.search;
  window.location.assign(`/login?next=${encodeURIComponent(here)}`);
}

const guard: Middleware = {
  onRequest({ request }) {
    if (request.method !== "GET") request.headers.set("X-CSRFToken", cookie("csrftoken"));
    return request;
  },
  async onResponse({ response }) {
    if (response.ok) return response;
    if (response.status === 401) toLogin();
    throw await errorOf(response);
  },
  onError() {
    return new ApiError(
      0,
      "无法连接服务器，请检查网络后重试",
      "the server cannot be reached: check the network and retry",
    );
  },
};

export async function errorOf(response: Response): Promise<ApiError> {
  const fallback = new ApiError(
    response.status,
    `服务器出错（${response.status}），请重试或告知系统管理员`,
    `the server failed (${response.status}): try again, or tell the administrator`,
  );
  try {
    const body = (await response.json()) as { zh?: string; en?: string; field?: string | null };
    return body.zh
      ? new ApiError(response.status, body.zh, body.en ?? body.zh, body.field ?? null)
      : fallback;
  } catch {
    return fallback;
  }
}

export const api = createClient<paths>({ baseUrl: "" });
api.use(guard);

/** The data of an answer; the guard has thrown for every other. */
export async function got<T>(answer: Promise<{ data?: T }>): Promise<T> {
  const { data } = await answer;
  return data as T;
}
