/** Sending a file that is to be taken in. */
import type { Schemas } from "../../client/client";
import { sendFile } from "../../client/sending";

export function send(file: File, told: (share: number) => void): Promise<Schemas["UploadInfo"]> {
  return sendFile(`/api/data/uploads?name=${encodeURIComponent(file.name)}`, { file, as: "bytes" }, told);
}
