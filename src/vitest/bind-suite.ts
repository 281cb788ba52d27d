import { type Contract, loadVendor } from "../document/index.ts";
import {
  DEFAULT_SETTINGS,
  isLoopback,
  openSuite,
  planSuite,
  type RunSettings,
  type Suite,
  type SuiteSession,
  type TargetConfig,
  withOwn,
} from "../engine/index.ts";
import type { Judgement, RunEvent } from "../result/index.ts";
import type { RunningTarget } from "../targets/index.ts";
import type { VitestApi } from "./api.ts";
import { readEnvironment, type SuiteEnvironment } from "./environment.ts";
import { failureText } from "./failure.ts";
import { Interruption } from "./interruption.ts";
import { readWayIn } from "./way-in.ts";

/** What a suite is bound with, where it is not one that comes with the package. */
export interface BindOptions {
  /** The contract of a document of one's own; that of the suite's vendor by default. */
  readonly contract?: Contract;
}

/**
 * Binds each scenario of a suite to one test of the caller's vitest, so that an IDE shows them and a developer runs one.
 * The target comes from `SCIMPROOF_TARGET` (a base URL, or `embedded`); without it every test fails and says so, for a
 * suite that tested nothing must not look green. The engine owns time: give the tests no time-out of their own.
 *
 * @throws HarnessError when the suite's document cannot be read
 */
export async function bindSuite(suite: Suite, api: VitestApi, options: BindOptions = {}): Promise<void> {
  const environment = readEnvironment(process.env);
  const { contract } = withOwn({ suite, contract: options.contract ?? (await loadVendor(suite.vendor)) });
  const plan = planSuite(contract, suite, environment.depth);
  api.describe(`${contract.profile.title}: ${plan.subject}`, () => {
    const failures: Judgement[] = [];
    let own: RunningTarget | undefined;
    let session: SuiteSession | undefined;
    let blocked = "SCIMPROOF_TARGET is not set: give it a base URL, or `embedded`";
    const interruption = new Interruption(() => session);
    api.beforeAll(async () => {
      const { target } = environment;
      if (target === undefined) return;
      own = target === "embedded" ? await startOwn(suite) : undefined;
      const config = targetConfig(environment, own);
      if (config.insecure)
        console.warn("SCIMPROOF_INSECURE: any certificate is accepted; anybody on the way can read all");
      blocked = refusal(config, environment);
      if (blocked !== "") return;
      const emit = (event: RunEvent): void => {
        if (event.type === "judgement") failures.push(event.judgement);
      };
      session = openSuite({ suite, contract, target: config }, plan, settings(environment), interruption.control, emit);
      interruption.attach();
      const { ok, reason } = await session.begin();
      blocked = ok ? "" : reason;
    }, 0);
    api.afterAll(async () => {
      interruption.detach();
      await session?.end("complete");
      await own?.close();
    }, 0);
    for (const scenario of plan.scenarios) {
      api.test(`${scenario.id}: ${scenario.title}`, async ({ skip }) => {
        if (session === undefined || blocked !== "") throw new Error(blocked);
        const { outcome, reason } = await session.run(scenario);
        const found = failures.filter((judgement) => judgement.scenario === scenario.id);
        if (outcome === "failed") throw new Error(failureText(found));
        if (outcome === "harness-error") throw new Error(reason);
        if (outcome !== "passed") skip(`${outcome}: ${reason ?? ""}`);
      });
    }
  });
}

/** Why a target is not to be written to without more; empty where it may be. */
function refusal({ baseUrl, kind }: TargetConfig, { consent }: SuiteEnvironment): string {
  if (kind === "embedded" || consent || isLoopback(baseUrl)) return "";
  return `${new URL(baseUrl).host} is no server of this machine, and Users and Groups would be made there and removed: set SCIMPROOF_YES=1 if that is what you want (CI=true says the same)`;
}

async function startOwn(suite: Suite): Promise<RunningTarget> {
  const { DIALECTS, startTarget } = await import("../targets/index.ts");
  const dialect = DIALECTS.find(({ name }) => name === suite.vendor);
  if (dialect === undefined) throw new Error(`there is no embedded target for ${suite.vendor}`);
  return await startTarget({ dialect: dialect.name });
}

function targetConfig(environment: SuiteEnvironment, own: RunningTarget | undefined): TargetConfig {
  const token = own?.token ?? environment.token;
  const other = own === undefined ? environment.otherToken : own.otherToken;
  const baseUrl = own?.url ?? (environment.target ?? "").replace(/\/$/u, "");
  return {
    baseUrl,
    kind: own === undefined ? "remote" : "embedded",
    credentials:
      token === undefined ? [] : [{ kind: "bearer", token, from: environment.tokenVariable ?? "SCIM_TOKEN" }],
    ...(other === undefined
      ? {}
      : {
          otherCredentials: [{ kind: "bearer", token: other, from: environment.otherTokenVariable ?? "OTHER_TOKEN" }],
        }),
    headers: {},
    ...(own === undefined ? readWayIn(baseUrl, process.env) : { insecure: false }),
  };
}

function settings(environment: SuiteEnvironment): RunSettings {
  return {
    ...DEFAULT_SETTINGS,
    // vitest may end the process before the clean-up: the journal tells what is left then.
    out: environment.out,
    depth: environment.depth,
    fixtures: { users: environment.users, groups: environment.groups },
    ...(environment.seed === undefined ? {} : { seed: environment.seed }),
  };
}
