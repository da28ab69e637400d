/** Sending a file: its bytes are the body, so that nothing of it is held in memory; progress is told on the way. */
import { ApiError, cookie, errorOf, type Schemas, toLogin } from "../../client/client";

export function send(file: File, told: (share: number) => void): Promise<Schemas["UploadInfo"]> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/data/uploads?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("X-CSRFToken", cookie("csrftoken"));
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = (event) => event.lengthComputable && told(event.loaded / event.total);
    request.onerror = () => failed(new ApiError(0));
    request.onload = async () => {
      if (request.status === 200) return done(JSON.parse(request.responseText));
      if (request.status === 401) toLogin();
      failed(await errorOf(new Response(request.responseText, { status: request.status })));
    };
    request.send(file);
  });
}
