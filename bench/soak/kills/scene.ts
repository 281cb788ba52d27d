import { type DialectName, type RunningTarget, startTarget } from "../../../src/targets/index.ts";
import { type Gateway, openGateway } from "./gateway.ts";

/** What is run, and on what: as a vendor's tenant, with resources that are nobody's business. */
export interface Play {
  readonly name: string;
  readonly dialect: DialectName;
  /** What follows on `scimproof run`, without target and credential. */
  readonly words: readonly string[];
  /** True to name Groups of the tenant's as fixtures: they are written to and put back. */
  readonly borrows?: true;
  /** Switched on in the target. */
  readonly faults?: readonly string[];
}

/** The runs that are killed: made Groups and borrowed ones, PUT and PATCH, Groups and Users. */
export const PLAYS: readonly Play[] = [
  { name: "cube", dialect: "cube", words: ["cube", "--depth", "smoke"] },
  { name: "maia", dialect: "maia", words: ["maia", "--depth", "smoke"] },
  { name: "lighton, named Groups", dialect: "lighton", words: ["lighton", "--depth", "smoke"], borrows: true },
  { name: "strongdm", dialect: "strongdm", words: ["strongdm", "--depth", "smoke"] },
  { name: "strongdm, named Groups", dialect: "strongdm", words: ["strongdm", "--depth", "smoke"], borrows: true },
  { name: "cube, named Groups", dialect: "cube", words: ["cube", "--depth", "smoke"], borrows: true },
];

const SEED = { users: 3, groups: 3 } as const;

/** A target with resources in it, behind a gateway. */
export class Scene {
  readonly play: Play;
  readonly target: RunningTarget;
  readonly gateway: Gateway;
  readonly #before: readonly string[];

  private constructor(play: Play, target: RunningTarget, gateway: Gateway) {
    this.play = play;
    this.target = target;
    this.gateway = gateway;
    this.#before = this.#state();
  }

  /** Starts the target of a play. */
  static async open(play: Play): Promise<Scene> {
    const { dialect, faults = [] } = play;
    const target = await startTarget({ dialect, faults, seed: SEED });
    return new Scene(play, target, await openGateway(target.url));
  }

  /** The command line of the run, credentials apart. */
  argv(out: string): readonly string[] {
    const groups = idsOf(this.target.snapshot().groups).slice(0, 2);
    const users = idsOf(this.target.snapshot().users);
    const named = ["--fixture", `groups=${groups.join(",")}`, "--fixture", `users=${users.join(",")}`];
    return [
      "run",
      ...this.play.words,
      "--target",
      this.gateway.url,
      "--token-env",
      "T",
      "--out",
      out,
      "--reporter",
      "json",
      ...(this.play.borrows === true ? named : []),
    ];
  }

  /** What is in the store and was not, or was and is not, or is another: nothing, if no trace was left. */
  traces(): readonly string[] {
    const now = this.#state();
    return [
      ...now.filter((line) => !this.#before.includes(line)).map((line) => `now: ${line}`),
      ...this.#before.filter((line) => !now.includes(line)).map((line) => `then: ${line}`),
    ];
  }

  async close(): Promise<void> {
    await this.gateway.close();
    await this.target.close();
  }

  /** A line for each resource. Of what is written to and put back, `meta` moves on and members have no order. */
  #state(): readonly string[] {
    const { users, groups } = this.target.snapshot();
    return [...users, ...groups].map((resource) => {
      if (this.play.borrows !== true) return JSON.stringify(resource);
      const { id, type, attributes } = resource as { id: string; type: string; attributes: { members?: unknown[] } };
      const members = (attributes.members ?? []).map((member) => JSON.stringify(member)).sort();
      return JSON.stringify({ id, type, attributes: { ...attributes, members } });
    });
  }
}

function idsOf(resources: readonly unknown[]): readonly string[] {
  return resources.map((resource) => (resource as { readonly id: string }).id);
}
