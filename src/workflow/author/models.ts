import { NetctlError } from "../../errors.ts";
import { describeModel, type ModelDescription } from "../../intent/author/describe-model.ts";
import { modelSkeleton } from "../../intent/author/model-skeleton.ts";
import { serviceSkeleton } from "../../intent/author/service-skeleton.ts";
import { didYouMean } from "../../intent/did-you-mean.ts";
import type { Intent, Model } from "../../intent/intent.ts";
import { templateFolder } from "../../intent/template-folder.ts";
import { isName } from "../../intent/workspace-layout.ts";
import { writeConfs } from "../../repo/record/work-tree.ts";
import type { Workspace } from "../../repo/workspace.ts";
import { type Declared, readDeclared } from "../declared.ts";

/** A model with the number of its services. */
export type ListedModel = ModelDescription & { readonly serviceCount: number };

/** The models of the workspace. */
export async function listModels(from: string): Promise<readonly ListedModel[]> {
  const { intent } = (await readDeclared(from)).declared;
  return [...intent.models.values()].map((model) => ({
    ...describeModel(model, intent),
    serviceCount: intent.services.filter((service) => service.model === model.name).length,
  }));
}

/** One model of the workspace, as its schema describes it. */
export async function showModel(from: string, name: string): Promise<ModelDescription> {
  const { intent } = (await readDeclared(from)).declared;
  return describeModel(knownModel(intent, name), intent);
}

/** Writes a new service of a model, to be filled in; gives its path. Nothing is ever overwritten. */
export async function newService(from: string, model: string, name: string): Promise<string> {
  const { declared } = await readDeclared(from);
  requireName(name, "service");
  const { intent } = declared;
  const text = serviceSkeleton(knownModel(intent, model), devicesFor(intent, model));
  const path = `models/${model}/${name}.yaml`;
  await writeNew(declared, new Map([[path, text]]), [path.replace(/yaml$/, "json")]);
  return path;
}

/** The devices whose platforms can be told what a model says. */
function devicesFor({ devices, templates, platforms }: Intent, model: string): string[] {
  return [...devices.values()]
    .filter(({ platform }) => templates.has(`${templateFolder(platforms, platform)}/${model}`))
    .map(({ name }) => name);
}

/**
 * Writes a new model: a schema, a golden case, and a template for each platform the workspace has devices or templates
 * of. Gives the paths.
 */
export async function addModel(from: string, name: string): Promise<readonly string[]> {
  const { declared } = await readDeclared(from);
  requireName(name, "model");
  const files = modelSkeleton(name, usedPlatforms(declared.intent));
  await writeNew(declared, files, [`models/${name}/schema.json`]);
  return [...files.keys()];
}

function usedPlatforms({ devices, templates, platforms }: Intent): string[] {
  const used = new Set([
    ...[...devices.values()].map(({ platform }) => platform),
    ...[...templates.keys()].map((key) => key.split("/")[0] ?? ""),
  ]);
  return [...(used.size === 0 ? platforms.keys() : used)].sort();
}

function knownModel({ models }: Intent, name: string): Model {
  const model = models.get(name);
  if (model !== undefined) return model;
  const hint = didYouMean(name, [...models.keys()]) ?? "list them: netctl model list";
  throw new NetctlError("usage", `there is no model "${name}" that can be used`, { hint });
}

function requireName(name: string, what: string): void {
  if (isName(name) && name !== "schema" && name !== "tests") return;
  throw new NetctlError("usage", `"${name}" cannot be the name of a ${what}`, {
    hint: "lower-case letters, digits and -, at most 63",
  });
}

/** Writes files that must not be there yet, nor any of `others`. */
async function writeNew(
  { workspace, files }: { readonly workspace: Workspace } & Pick<Declared, "files">,
  texts: ReadonlyMap<string, string>,
  others: readonly string[],
): Promise<void> {
  const there = [...texts.keys(), ...others].find((path) => files.get(path) !== undefined);
  if (there !== undefined)
    throw new NetctlError("refused", `${there} is there already, and nothing is overwritten`, {
      places: [{ path: there, line: 1, column: 1 }],
    });
  await writeConfs(workspace, texts);
}
