/** Where a delivery is put to be taken in. */
import { useNavigate } from "react-router";
import type { Schemas } from "../../client/client";
import { TakeFile } from "../../parts/TakeFile";
import { useTexts } from "../../texts/texts";

export function UploadCard() {
  const { t } = useTexts();
  const go = useNavigate();
  return (
    <TakeFile<Schemas["UploadInfo"]>
      address={(file) => `/api/data/uploads?name=${encodeURIComponent(file.name)}`}
      hint={t("data.upload.hint")}
      taken={(made) => void go(`/data/uploads/${made.id}`)}
    />
  );
}
