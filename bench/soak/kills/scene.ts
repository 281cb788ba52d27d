import { type DialectName, type RunningTarget, startTarget } from "../../../src/targets/index.ts";
import { type Gateway, openGateway, type Passing } from "./gateway.ts";

/** What is run, and on what: as a vendor's tenant, with resources that are nobody's business. */
export interface Play {
  readonly name: string;
  readonly dialect: DialectName;
  /** What follows on `scimproof run`, without target and credential. */
  readonly words: readonly string[];
  /** True to name resources of the tenant's as fixtures: they are written to and put back. */
  readonly borrows?: true;
  /** Switched on in the target. */
  readonly faults?: readonly string[];
  /** True where no User can be made: those that are named are written to. */
  readonly noUsers?: true;
  /** True where nothing is removed while something else refers to it: 409. */
  readonly keeps?: true;
  /** Every write is carried out only after so long, in ms. */
  readonly lateMs?: number;
  /** True to give the credential of a second tenant, too. */
  readonly second?: true;
}

const UPDATES = ["rfc.users.put", "rfc.users.patch", "rfc.groups.put", "rfc.groups.patch"] as const;

/** The runs that are killed: what is made and what is borrowed, PUT, PATCH and whole services, Groups and Users. */
export const PLAYS: readonly Play[] = [
  { name: "cube", dialect: "cube", words: ["cube", "--depth", "smoke"] },
  { name: "maia", dialect: "maia", words: ["maia", "--depth", "smoke"] },
  { name: "lighton, named Groups", dialect: "lighton", words: ["lighton", "--depth", "smoke"], borrows: true },
  { name: "strongdm", dialect: "strongdm", words: ["strongdm", "--depth", "smoke"] },
  { name: "strongdm, named Groups", dialect: "strongdm", words: ["strongdm", "--depth", "smoke"], borrows: true },
  { name: "cube, named Groups", dialect: "cube", words: ["cube", "--depth", "smoke"], borrows: true },
  { name: "rfc, the service", dialect: "rfc", words: ["rfc.service"] },
  { name: "rfc, updates", dialect: "rfc", words: [...UPDATES, "--depth", "smoke"] },
  { name: "rfc, histories", dialect: "rfc", words: [...UPDATES, "-t", "histories|bodies", "--runs", "3"] },
  { name: "rfc, a second tenant", dialect: "rfc", words: ["rfc", "-t", "other-tenant|-kept"], second: true },
  {
    name: "rfc, named Users",
    dialect: "rfc",
    words: [...UPDATES, "--depth", "smoke"],
    borrows: true,
    noUsers: true,
  },
  {
    name: "maia, named Users",
    dialect: "maia",
    words: ["maia.users.put", "--depth", "smoke"],
    borrows: true,
    noUsers: true,
  },
  { name: "rfc, clients", dialect: "rfc", words: ["rfc.client", "--client", "okta-oin", "--client", "entra"] },
  {
    name: "rfc, kept while referred to",
    dialect: "rfc",
    words: ["rfc.service", "-t", "group|member|nested|manager|delete"],
    keeps: true,
  },
  { name: "cube, late", dialect: "cube", words: ["cube", "--depth", "smoke"], lateMs: 50 },
  {
    name: "strongdm, named Groups, late",
    dialect: "strongdm",
    words: ["strongdm", "--depth", "smoke"],
    borrows: true,
    lateMs: 50,
  },
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
    const { dialect, faults = [], lateMs = 0 } = play;
    const target = await startTarget({ dialect, faults, seed: SEED });
    const refuse = (asked: Asked): number | undefined => refusalOf(play, target, asked);
    return new Scene(play, target, await openGateway(target.url, { refuse, lateMs }));
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
      ...(this.play.second === true ? ["--other-token-env", "O"] : []),
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

type Asked = Pick<Passing, "method" | "path">;

/** What a server of this kind refuses that the embedded target would do. */
function refusalOf({ noUsers, keeps }: Play, target: RunningTarget, { method, path }: Asked): number | undefined {
  if (noUsers === true && method === "POST" && path.endsWith("/Users")) return 403;
  if (keeps !== true || method !== "DELETE") return undefined;
  const id = decodeURIComponent(path.split("/").at(-1) ?? "");
  const { users, groups } = target.snapshot();
  const others = [...users, ...groups].filter((resource) => (resource as { readonly id: string }).id !== id);
  return others.some((resource) => JSON.stringify(resource).includes(JSON.stringify(id))) ? 409 : undefined;
}
