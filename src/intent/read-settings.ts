import type { Finding } from "../errors.ts";
import type { DriftPolicy, SecretRef, Settings, WrittenCheck } from "./intent.ts";
import { plainSecrets } from "./plain-secrets.ts";
import { type CredentialFile, makeCredential } from "./read-device.ts";
import { schemaFindings } from "./schema-findings.ts";
import { deepFreeze, type SourceDocument } from "./source-document.ts";
import type { SchemaError } from "./validator.ts";

type SettingsFile = {
  readonly confirmTimeout: string;
  readonly parallelism?: number;
  readonly branch?: string;
  readonly remote?: string;
  readonly credentials: Readonly<Record<string, CredentialFile>>;
  readonly secretKey?: SecretRef;
  readonly drift: DriftPolicy;
};

/** What holds where `netctl.yaml` says nothing. */
export const defaultSettings: Settings = {
  confirmTimeoutMinutes: 5,
  credentials: new Map(),
  drift: { default: "refuse", labels: {}, devices: {} },
  checks: [],
};

/** Reads `netctl.yaml`, whose checks were read already. Where it has findings the defaults are given. */
export function readSettings(
  source: SourceDocument,
  checks: readonly WrittenCheck[],
  check: (document: unknown) => readonly SchemaError[],
): { readonly settings: Settings; readonly findings: readonly Finding[] } {
  const document = structuredClone(source.value);
  const secrets = plainSecrets(source);
  const errors = check(document).filter((e) => !secrets.pointers.has(e.instancePath));
  const findings = [...secrets.findings, ...schemaFindings(errors, source)];
  if (findings.length > 0) return { settings: defaultSettings, findings };
  const file = deepFreeze(document) as unknown as SettingsFile;
  const settings: Settings = {
    confirmTimeoutMinutes: Number(file.confirmTimeout.slice(0, -1)),
    credentials: new Map(
      Object.entries(file.credentials).map(([name, written]) => [name, makeCredential(written)]),
    ),
    drift: file.drift,
    checks,
    ...(file.parallelism === undefined ? {} : { parallelism: file.parallelism }),
    ...(file.branch === undefined ? {} : { branch: file.branch }),
    ...(file.secretKey === undefined ? {} : { secretKey: file.secretKey }),
    ...(file.remote === undefined ? {} : { remote: file.remote }),
  };
  return { settings, findings };
}
