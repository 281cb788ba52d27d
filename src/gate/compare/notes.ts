import type { RunResult, SuiteResult } from "../../result/index.ts";

/** What makes two results less comparable, a sentence each: a difference may come from it and not from the server. */
export function notesOn(old: RunResult, fresh: RunResult): readonly string[] {
  const suites = [...new Set([...old.suites, ...fresh.suites].map(({ id }) => id))].sort();
  return [
    ...(old.tool.version === fresh.tool.version
      ? []
      : [`Scimproof was ${old.tool.version} and is ${fresh.tool.version}: checks may have changed.`]),
    ...suites.flatMap((id) => suiteNotes(id, suiteOf(old, id), suiteOf(fresh, id))),
    ...selectionNote(old, "old"),
    ...selectionNote(fresh, "new"),
    ...endNote(old, "old"),
    ...endNote(fresh, "new"),
  ];
}

function suiteOf({ suites }: RunResult, id: string): SuiteResult | undefined {
  return suites.find((suite) => suite.id === id);
}

function suiteNotes(id: string, old: SuiteResult | undefined, fresh: SuiteResult | undefined): readonly string[] {
  if (old === undefined) return [`${id} is only in the new result.`];
  if (fresh === undefined) return [`${id} is only in the old result.`];
  const differs = (what: string, was: string | number, is: string | number): readonly string[] =>
    was === is ? [] : [`${id}: the ${what} was ${was} and is ${is}.`];
  return [
    ...(old.document.digest === fresh.document.digest
      ? []
      : [`${id}: the document, its overlay or its profile has changed (${old.document.name}).`]),
    ...differs("seed", old.seed, fresh.seed),
    ...differs("depth", old.depth, fresh.depth),
    ...differs("target", old.target.url, fresh.target.url),
    ...differs("verdict", old.verdict, fresh.verdict),
  ];
}

function selectionNote({ selection, shard, merged }: RunResult, which: string): readonly string[] {
  const parts = [
    ...(selection?.grep === undefined ? [] : [`-t ${selection.grep}`]),
    ...(selection?.grepInvert === undefined ? [] : [`--grep-invert ${selection.grepInvert}`]),
    ...(selection?.replay === true ? ["--replay"] : []),
    ...(shard === undefined ? [] : [`--shard ${shard.index}/${shard.count}`]),
    ...(merged?.missing ?? []),
  ];
  return parts.length === 0 ? [] : [`The ${which} result is of a part only: ${parts.join(", ")}.`];
}

function endNote({ ended }: RunResult, which: string): readonly string[] {
  return ended.how === "complete" ? [] : [`The ${which} result ended early: ${ended.how}.`];
}
