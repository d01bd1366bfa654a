import type { Finding } from "../../errors.ts";
import type { Platform } from "../../platform/platform.ts";
import { isObject } from "../schema-walk.ts";
import type { SourceDocument } from "../source-document.ts";
import type { Validator } from "../validator.ts";
import { platformReader } from "./read-platform.ts";

/** The products that mean a platform, by its name. */
export type Products = ReadonlyMap<string, readonly string[]>;

/** The platforms that can be used, and the names and products of all that are declared. */
export type KnownPlatforms = {
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly products: Products;
};

/**
 * The built-in platforms and those of a workspace; a file with the name of a built-in one takes its place. A file
 * that is wrong (or could not be opened) is still known by name, so that its devices have no findings of their own.
 */
export function readPlatforms(
  files: readonly { readonly name: string; readonly source: SourceDocument | undefined }[],
  builtIn: ReadonlyMap<string, Platform>,
  validator: Validator,
): { readonly known: KnownPlatforms; readonly findings: readonly Finding[] } {
  const platforms = new Map(builtIn);
  const products = new Map([...builtIn].map(([name, each]) => [name, each.products]));
  const findings: Finding[] = [];
  const read = files.length === 0 ? undefined : platformReader(builtIn, validator);
  for (const { name, source } of files) {
    const found = source && read?.(name, source);
    findings.push(...(found?.findings ?? []));
    if (found?.platform !== undefined) platforms.set(name, found.platform);
    products.set(name, found?.platform?.products ?? writtenProducts(source));
  }
  const clashes = files.flatMap(({ name, source }) =>
    source ? taken(name, source, products) : [],
  );
  return { known: { platforms, products }, findings: [...findings, ...clashes] };
}

function writtenProducts(source: SourceDocument | undefined): readonly string[] {
  const products = source && isObject(source.value) ? source.value["products"] : undefined;
  return Array.isArray(products) ? products.filter((each) => typeof each === "string") : [];
}

/** Products of a file that mean another platform as well. */
function taken(name: string, source: SourceDocument, products: Products): Finding[] {
  const others = [...products].filter(([other]) => other !== name);
  return writtenProducts(source).flatMap((product, index) => {
    const other = others.find(([, theirs]) => theirs.includes(product))?.[0];
    if (other === undefined) return [];
    const message = `\`${product}\` is a product of ${other} already`;
    return [{ code: "NC1042", message, place: source.placeOf(`/products/${index}`) }];
  });
}
