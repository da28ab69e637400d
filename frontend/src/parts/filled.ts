/** The values of a form, or nothing when a field is wrong: the form itself then shows which. */
import type { FormInstance } from "antd";

export async function filled<V>(form: FormInstance<V>): Promise<V | undefined> {
  return form.validateFields().catch(() => undefined);
}
