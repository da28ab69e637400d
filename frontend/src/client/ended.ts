/** A session that has ended leads to the log-in; but where something was written that the desk may not have yet, the
 * page stays as it is, hidden, until the same person has logged in again beside it. */

/** The event that asks for the log-in beside the page. */
export const ENDED = "session-ended";

let written = false;

/** Whether anything is written is known from here on. */
export function watchWriting(): void {
  document.addEventListener("input", () => {
    written = true;
  });
}

/** Another page begins: what was written on the one before is gone or sent. */
export function turned(): void {
  written = false;
}

export function toLogin(): void {
  const here = window.location.pathname + window.location.search;
  window.location.assign(`/login?next=${encodeURIComponent(here)}`);
}

export function sessionEnded(): void {
  if (written) window.dispatchEvent(new Event(ENDED));
  else toLogin();
}
