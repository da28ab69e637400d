/** Sending something large: progress is told on the way, which `fetch` cannot do. */
import { ApiError, cookie, errorOf } from "./client";
import { sessionEnded } from "./ended";

type Body = { file: File; as: "bytes" | "form" };

/** `bytes`: the file is the whole body, so that nothing of it is held in memory; `form`: the part `file` of a form. */
export function sendFile<T>(address: string, { file, as }: Body, told: (share: number) => void): Promise<T> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("X-CSRFToken", cookie("csrftoken"));
    if (as === "bytes") request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = (event) => event.lengthComputable && told(event.loaded / event.total);
    request.onerror = () => failed(new ApiError(0));
    request.onload = async () => {
      if (request.status === 200) return done(JSON.parse(request.responseText));
      if (request.status === 401) sessionEnded();
      failed(await errorOf(new Response(request.responseText, { status: request.status })));
    };
    if (as === "bytes") return request.send(file);
    const form = new FormData();
    form.append("file", file);
    request.send(form);
  });
}
