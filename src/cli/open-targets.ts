import type { SuiteRun } from "../engine/index.ts";
import { DIALECTS, type RunningTarget, startTarget } from "../targets/index.ts";

/** Runs whose targets can be reached, and how to end those of our own. */
export interface OpenTargets {
  readonly runs: readonly SuiteRun[];
  close(): Promise<void>;
}

/** Starts an embedded target for each run that wants one; the others are as they were. */
export async function openTargets(
  runs: readonly SuiteRun[],
  hide: (name: string, secret: string) => void,
): Promise<OpenTargets> {
  const started: RunningTarget[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(started.map((target) => target.close()));
  };
  try {
    const opened: SuiteRun[] = [];
    for (const run of runs) {
      const dialect = DIALECTS.find(({ name }) => name === run.contract.id)?.name;
      if (run.target.kind === "remote" || dialect === undefined) {
        opened.push(run);
        continue;
      }
      const target = await startTarget({ dialect });
      started.push(target);
      hide("embedded token", target.token);
      hide("embedded token of the other tenant", target.otherToken);
      const credentials = [{ kind: "bearer", token: target.token, from: "SCIM_TOKEN" } as const];
      const otherCredentials = [{ kind: "bearer", token: target.otherToken, from: "OTHER_TOKEN" } as const];
      opened.push({ ...run, target: { ...run.target, baseUrl: target.url, credentials, otherCredentials } });
    }
    return { runs: opened, close };
  } catch (error) {
    await close();
    throw error;
  }
}
