import type { Finding } from "../errors.ts";
import { didYouMean } from "./did-you-mean.ts";
import type { Credential, Device, Json, SecretRef, Settings, WrittenCheck } from "./intent.ts";
import type { Memory } from "./memory.ts";
import { plainSecrets } from "./plain-secrets.ts";
import type { Products } from "./platform-file/read-platforms.ts";
import { schemaFindings } from "./schema-findings.ts";
import { deepFreeze, type SourceDocument } from "./source-document.ts";
import type { SchemaError } from "./validator.ts";

/** What a checked device file holds, defaults filled in. */
type DeviceFile = {
  readonly product?: string;
  readonly platform?: string;
  readonly address: string;
  readonly port: number;
  readonly credential?: string | CredentialFile;
  readonly labels: readonly string[];
  readonly vars: Json;
  readonly ownership: "declared" | "full";
  readonly management?: string;
  readonly via?: string;
  readonly ssh?: Partial<Device["ssh"]>;
};

/** A credential as files write it: a private key may be given by its path alone. */
export type CredentialFile = Omit<Credential, "privateKey"> & {
  readonly privateKey?: string | SecretRef;
};

/** What an earlier run made of a file that nothing was wrong with, and the digest of the text. */
export type KnownDevice = { readonly made: string; readonly file: DeviceFile | undefined };

/** What is known of a device's file. One with checks is read every time, for their places. */
export function recallDevice(path: string, made: string, memory: Memory): KnownDevice {
  const file = memory.recall("device", path, made);
  return { made, file: file === undefined ? undefined : (deepFreeze(file) as never) };
}

/** Makes a device of its file. Needs the platforms there are, with their products, and the settings, for named credentials. */
export function readDevice(
  name: string,
  source: SourceDocument,
  context: {
    readonly products: Products;
    readonly settings: Settings;
    readonly check: (document: unknown) => readonly SchemaError[];
    readonly checks: readonly WrittenCheck[];
    readonly known: KnownDevice;
    readonly memory: Memory;
  },
): { readonly device: Device | undefined; readonly findings: readonly Finding[] } {
  const { file, findings } = deviceFile(source, context);
  if (file === undefined) return { device: undefined, findings };
  const platform = devicePlatform(file, source, context.products);
  const credential = deviceCredential(file, source, context.settings);
  if (typeof platform !== "string" || "code" in credential)
    return {
      device: undefined,
      findings: [platform, credential].filter(
        (x) => typeof x !== "string" && "code" in x,
      ) as Finding[],
    };
  const { address, port, labels, vars, ownership } = file;
  const device: Device = {
    name,
    platform,
    address,
    port,
    credential,
    labels,
    vars,
    ownership,
    checks: context.checks,
    ssh: { legacy: false, config: true, ...file.ssh },
    place: { path: source.path, line: 1, column: 1 },
    source,
    ...(file.product === undefined ? {} : { product: file.product }),
    ...(file.management === undefined ? {} : { management: file.management }),
    ...(file.via === undefined ? {} : { via: file.via }),
  };
  return { device, findings: [] };
}

/** What the file holds, with defaults; one that was right before is not checked again. */
function deviceFile(
  source: SourceDocument,
  { check, known, memory }: Pick<Parameters<typeof readDevice>[2], "check" | "known" | "memory">,
): { readonly file?: DeviceFile; readonly findings: readonly Finding[] } {
  if (known.file !== undefined) return { file: known.file, findings: [] };
  const document = structuredClone(source.value);
  const secrets = plainSecrets(source);
  const errors = check(document).filter((e) => !secrets.pointers.has(e.instancePath));
  const findings = [
    ...secrets.findings,
    ...schemaFindings(withoutUnions(errors, secrets.pointers), source),
  ];
  if (findings.length > 0) return { findings };
  if (!source.has("/checks")) memory.keep("device", source.path, known.made, document);
  return { file: deepFreeze(document) as unknown as DeviceFile, findings };
}

/** A credential that fails only because of a plain secret, which has a finding of its own, is not told twice. */
function withoutUnions(
  errors: readonly SchemaError[],
  pointers: ReadonlySet<string>,
): SchemaError[] {
  if (pointers.size === 0) return [...errors];
  return errors.filter((e) => e.instancePath !== "/credential");
}

function devicePlatform(
  file: DeviceFile,
  source: SourceDocument,
  platforms: Products,
): string | Finding {
  const products = () => [...platforms.values()].flat();
  const { platform, product } = file;
  if (platform === undefined && product === undefined)
    return {
      code: "NC1030",
      message: "neither `platform` nor `product` says what this device is",
      place: source.placeOf(""),
      hint: `products: ${[...new Set(products())].sort().join(", ")}`,
    };
  if (platform !== undefined && !platforms.has(platform))
    return unknown("platform", platform, [...platforms.keys()], source);
  const meant =
    product === undefined
      ? undefined
      : [...platforms].findLast(([, theirs]) => theirs.includes(product))?.[0];
  // With the platform given, a product that nobody knows is a word for templates.
  if (platform === undefined)
    return meant ?? unknown("product", product as string, products(), source);
  if (meant !== undefined && meant !== platform)
    return {
      code: "NC1031",
      message: `\`${product}\` is a product of ${meant}, not of ${platform}`,
      place: source.placeOf("/product"),
      hint: "leave out `platform`",
      related: [{ label: "the platform", place: source.placeOf("/platform") }],
    };
  return platform;
}

function unknown(
  what: "platform" | "product",
  word: string,
  known: readonly string[],
  source: SourceDocument,
): Finding {
  const hint = didYouMean(word, known);
  return {
    code: "NC1030",
    message: `unknown ${what} \`${word}\``,
    place: source.placeOf(`/${what}`),
    ...(hint === undefined ? {} : { hint }),
  };
}

function deviceCredential(
  file: DeviceFile,
  source: SourceDocument,
  settings: Settings,
): Credential | Finding {
  if (typeof file.credential === "object") return makeCredential(file.credential);
  const name = file.credential ?? "default";
  const found = settings.credentials.get(name);
  if (found !== undefined) return found;
  const known = [...settings.credentials.keys()];
  if (file.credential === undefined)
    return {
      code: "NC1033",
      message: "nothing says how to log in to this device",
      place: source.placeOf(""),
      hint: "add `credential:` here, or `credentials: default:` in netctl.yaml",
    };
  return {
    code: "NC1033",
    message: `unknown credential \`${name}\``,
    place: source.placeOf("/credential"),
    hint: didYouMean(name, known) ?? `declare it under \`credentials:\` in netctl.yaml`,
  };
}

/** The credential with its private key as a reference. */
export function makeCredential(file: CredentialFile): Credential {
  const { privateKey, ...rest } = file;
  if (privateKey === undefined) return rest;
  const ref = typeof privateKey === "string" ? { secret: `file:${privateKey}` } : privateKey;
  return { ...rest, privateKey: ref };
}
