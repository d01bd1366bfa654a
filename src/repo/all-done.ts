/**
 * As `Promise.all`, but not before all of them have come to their end: whoever cleans up after a failure finds nobody
 * at work any more. Of several errors that of the first is thrown.
 */
export async function allDone<const Works extends readonly unknown[]>(
  works: Works,
): Promise<{ -readonly [At in keyof Works]: Awaited<Works[At]> }> {
  await Promise.allSettled(works);
  return Promise.all(works);
}
