/** An option by the form its type has, and the forms within it: no option of an operator has to be written as JSON. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Form, Segmented } from "antd";
import type { ReactNode } from "react";
import { useTexts } from "../../../texts/texts";
import { asText, freeKey, type OptionForm, readNames } from "../parts";
import { fresh, isSided, sided, whichRecord, writeMapping, writeWords } from "../shapes";
import { Anything } from "./Anything";
import { Columns, Pairs, Several } from "./Columns";
import { Choice, type Field, Remove, Words } from "./inputs";
import { Fields, type Put, Takes } from "./Takes";

export interface Shape extends Omit<Field, "set"> {
  form: OptionForm;
  /** Sets what stands at a path within the option, takes it away with null; the empty path is the option itself. */
  put: Put;
  insert: (path: (string | number)[], value: unknown) => void;
  /** A column that the step makes, under another name wherever it stands. */
  rename: (path: (string | number)[], old: string, next: string) => void;
  /** The columns of each input under its alias, and all of them as the step can write them. */
  inputs: { alias: string; columns: string[] }[];
  columns: string[];
}

export function Shaped(given: Shape) {
  const { form, label, value, disabled, put, columns } = given;
  const { t } = useTexts();
  const set = (next: unknown) => put([], next);
  const field = { ...given, set };
  switch (form.kind) {
    case "pairs":
      return <Pairs {...field} sides={given.inputs.map((one) => one.columns)} />;
    case "mapping":
      return <Pairs {...field} sides={given.inputs.map((one) => one.columns)} write={writeMapping} />;
    case "expression":
      return <Words {...field} />;
    case "columns":
      return <Columns {...field} names={columns} />;
    case "takes":
      return <Takes {...field} inputs={null} rename={(old, next) => given.rename([], old, next)} />;
    case "each":
      return (
        <Takes
          {...field}
          inputs={given.inputs.map((one) => one.alias)}
          rename={(old, next) => given.rename([], old, next)}
        />
      );
    case "fields":
      return <Fields {...field} words={form.choices} />;
    case "choice":
      return <Choice {...field} names={form.choices} none={form.default ?? t("workshop.none")} />;
    case "several":
    case "words":
      return (
        <Several
          free={form.kind === "words"}
          label={label}
          value={readNames(value)}
          names={form.choices}
          disabled={disabled}
          set={(chosen) => set(writeWords(chosen))}
        />
      );
    case "text":
      return <Words {...field} value={asText(value)} names={columns} />;
    case "tick":
      return (
        <Checkbox
          aria-label={label}
          checked={(value ?? form.default === "True") === true}
          disabled={disabled}
          onChange={(event) => set(event.target.checked)}
        />
      );
    case "said":
      return (
        <Rows>
          {(["zh", "en"] as const).map((lang) => (
            <Row key={lang} name={t(`workshop.lang.${lang}`)}>
              <Words
                {...field}
                label={`${label} ${t(`workshop.lang.${lang}`)}`}
                value={inside(value, lang)}
                names={[]}
                lines={2}
                set={(next) => put([lang], next ?? "")}
              />
            </Row>
          ))}
        </Rows>
      );
    case "span":
      return <Span {...given} />;
    case "record":
      return <Record {...given} />;
    case "list":
      return <Items {...given} />;
    case "map":
      return <Named {...given} />;
    case "sides":
      return <Sides {...given} />;
    case "either":
      return <Either {...given} />;
    case "or":
      return <Or {...given} />;
    default:
      return <Anything {...field} />;
  }
}

/** What stands within: the same form of a part, its path before every other. */
function within(
  given: Shape,
  form: OptionForm,
  label: string,
  value: unknown,
  at: (string | number)[],
): Shape {
  return {
    ...given,
    form,
    label,
    value,
    put: (path, next) => given.put([...at, ...path], next),
    insert: (path, next) => given.insert([...at, ...path], next),
    rename: (path, old, next) => given.rename([...at, ...path], old, next),
  };
}

function Rows({ children }: { children: ReactNode }) {
  return <div className="takes">{children}</div>;
}

function Row({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className="take">
      <span>{name}</span>
      {children}
    </div>
  );
}

/** Two expressions; the second is not sent before the first is there. */
function Span(given: Shape) {
  const both = Array.isArray(given.value) ? given.value.map(asText) : ["", ""];
  return (
    <Rows>
      {[0, 1].map((n) => (
        <Words
          key={n}
          {...given}
          label={`${given.label} ${n + 1}`}
          value={both[n]}
          set={(next) =>
            given.put(
              [],
              [0, 1].map((at) => (at === n ? asText(next) : both[at]) || "null"),
            )
          }
        />
      ))}
    </Rows>
  );
}

/** Fields by name; what is a form of its own and not there yet is added by its button. */
function Record(given: Shape) {
  const { form, label, value, disabled } = given;
  const { t, say } = useTexts();
  return (
    <div className="entries">
      {form.parts.map((part) => {
        const own = inside(value, part.name);
        const named = `${label} ${part.name}`;
        const large = part.kind === "record" && !part.required;
        if (large && own === undefined)
          return disabled ? null : (
            <Add
              key={part.name}
              label={t("workshop.entry.add", { what: `${label} ${say(part)}` })}
              shown={t("workshop.entry.add", { what: say(part) })}
              press={() => given.put([part.name], fresh(part))}
            />
          );
        return (
          <Form.Item
            key={part.name}
            label={
              <span>
                {say(part)} <code>{part.name}</code>
                {part.required && <span className="must"> *</span>}
                {large && (
                  <Remove
                    label={t("workshop.remove", { what: named })}
                    disabled={disabled}
                    press={() => given.put([part.name], null)}
                  />
                )}
              </span>
            }
          >
            <Shaped {...within(given, part, named, own, [part.name])} />
          </Form.Item>
        );
      })}
    </div>
  );
}

function Items(given: Shape) {
  const { form, label, value, disabled } = given;
  const { t } = useTexts();
  const inner = form.parts[0];
  const items = Array.isArray(value) ? value : [];
  if (!inner) return null;
  return (
    <div className="entries">
      {items.map((item, n) => {
        const named = `${label} ${n + 1}`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: items have no name but their place
          <fieldset key={n}>
            <legend>
              {named}
              <Remove
                label={t("workshop.remove", { what: named })}
                disabled={disabled}
                press={() => given.put(items.length === 1 ? [] : [n], null)}
              />
            </legend>
            <Shaped {...within(given, inner, named, item, [n])} />
          </fieldset>
        );
      })}
      {!disabled && (
        <Add
          label={t("workshop.entry.add", { what: label })}
          press={() => given.insert([], fresh(inner, items.length + 1))}
        />
      )}
    </div>
  );
}

function Named(given: Shape) {
  const { form, label, value, disabled } = given;
  const { t } = useTexts();
  const inner = form.parts[0];
  const entries = value && typeof value === "object" ? Object.entries(value) : [];
  const names = entries.map(([name]) => name);
  if (!inner) return null;
  return (
    <div className="entries">
      {entries.map(([name, one]) => (
        <fieldset key={name}>
          <legend>
            {name}
            <Remove
              label={t("workshop.remove", { what: `${label} ${name}` })}
              disabled={disabled}
              press={() => given.put(entries.length === 1 ? [] : [name], null)}
            />
          </legend>
          <Form.Item label={t("workshop.name")}>
            <Words
              label={t("workshop.name.of", { name })}
              value={name}
              names={[]}
              disabled={disabled}
              set={(next) =>
                typeof next === "string" && !names.includes(next) && given.rename([], name, next)
              }
            />
          </Form.Item>
          <Shaped {...within(given, inner, `${label} ${name}`, one, [name])} />
        </fieldset>
      ))}
      {!disabled && (
        <Add
          label={`${t("workshop.take.add")} ${form.name}`}
          press={() => given.put([freeKey("new_column", names)], fresh(inner))}
        />
      )}
    </div>
  );
}

/** One for all inputs, or one for each. */
function Sides(given: Shape) {
  const { form, label, value, disabled, inputs } = given;
  const { t } = useTexts();
  const inner = form.parts[0];
  const aliases = inputs.map((one) => one.alias);
  if (!inner) return null;
  if (!isSided(value, aliases.length))
    return (
      <>
        <Shaped {...given} form={inner} />
        {!disabled && aliases.length > 1 && (
          <Button type="link" size="small" onClick={() => given.put([], sided(value, aliases))}>
            {t("workshop.each_input")}
          </Button>
        )}
      </>
    );
  const words = [...aliases, ...Object.keys(value ?? {}).filter((one) => !aliases.includes(one))];
  return (
    <Rows>
      {words.map((alias) => (
        <Row key={alias} name={<code>{alias}</code>}>
          <Shaped
            {...within(given, inner, `${label} ${alias}`, inside(value, alias), [alias])}
            columns={inputs.find((one) => one.alias === alias)?.columns ?? []}
            names={inputs.find((one) => one.alias === alias)?.columns ?? []}
          />
        </Row>
      ))}
    </Rows>
  );
}

/** One of several records, told apart by the names of their fields. */
function Either(given: Shape) {
  const { form, label, value, disabled } = given;
  const which = whichRecord(form.parts, value);
  const chosen = form.parts[which];
  return (
    <>
      <Segmented
        aria-label={label}
        disabled={disabled}
        value={which}
        options={form.parts.map((one, n) => ({
          value: n,
          label: one.parts.map((part) => part.name).join(", "),
        }))}
        onChange={(n) => {
          const next = form.parts[n];
          if (next && n !== which) given.put([], fresh(next));
        }}
      />
      {chosen && <Shaped {...given} form={chosen} />}
    </>
  );
}

/** A word in place of everything else, or the form. */
function Or(given: Shape) {
  const { form, label, value, disabled } = given;
  const { t } = useTexts();
  const inner = form.parts[0];
  const [word = ""] = form.choices;
  const instead = value === word;
  return (
    <>
      <Checkbox
        aria-label={`${label} ${word}`}
        checked={instead}
        disabled={disabled}
        onChange={(event) => given.put([], event.target.checked ? word : null)}
      >
        {t("workshop.instead")} <code>{word}</code>
      </Checkbox>
      {!instead && inner && <Shaped {...given} form={inner} />}
    </>
  );
}

function Add({ label, shown = label, press }: { label: string; shown?: string; press: () => void }) {
  return (
    <Button size="small" icon={<PlusOutlined />} aria-label={label} onClick={press}>
      {shown}
    </Button>
  );
}

function inside(value: unknown, key: string): unknown {
  return value && typeof value === "object" ? (value as { [key: string]: unknown })[key] : undefined;
}
