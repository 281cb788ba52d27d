import { isRefusal, isSuccess, notTheServersFault, statusText } from "../../answer.ts";
import { NoVerdict } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { needMethod } from "../described.ts";
import { keyOf, learn, say, serviceScenario } from "../kit.ts";
import { sayHolds, send, shows } from "./if-match.ts";
import { isWeak, NO_VERSION, needHeeded, tagOf, versioned } from "./tag.ts";

const CURRENT = "RFC7644-3.14-IFMATCH-OK";
const STALE = "RFC7644-3.14-IFMATCH-STALE";
const UNCHANGED = "RFC7644-3.12-REFUSED-UNCHANGED";

/** A condition that holds of a resource that is there, as RFC 9110 section 13.1.1 writes it beside a single tag. */
interface Condition {
  readonly name: string;
  readonly title: string;
  readonly words: string;
  readonly header: (tag: string) => string;
  /** True where a server that compares strongly may find no match: only weak tags are in it. */
  readonly byTag: boolean;
}

const CONDITIONS: readonly Condition[] = [
  {
    name: "any",
    title: "A write with If-Match: * is carried out on a User that is there",
    words: "If-Match: *",
    header: () => "*",
    byTag: false,
  },
  {
    name: "list",
    title: "A write with the current version among others in If-Match is carried out",
    words: "the current version among others",
    header: (tag) => `"scimproof-none", ${tag}, "scimproof-nothing"`,
    byTag: true,
  },
];

/** {@link CONDITIONS}, each by PUT and PATCH. */
export const conditionsHeld: readonly Scenario[] = CONDITIONS.flatMap((one) =>
  (["PUT", "PATCH"] as const).map((method) =>
    serviceScenario({
      id: `service.versions.${one.name}-${method.toLowerCase()}`,
      title: `${one.title} (${method})`,
      requirements: [CURRENT, "RFC9110-13.1.1-IF-MATCH-TRUE"],
      needs: ["POST User collection", "GET User resource", `${method} User resource`],
      makes: { users: 1, groups: 0 },
      run: async (context) => {
        await needMethod(context, method);
        const own = await versioned(context);
        const tag = tagOf(own);
        if (one.byTag && isWeak(tag)) {
          const alone = context.name("alone");
          const single = await send(context, method, own, {
            displayName: alone,
            tag,
            title: `${method} with the current version`,
          });
          if (!isSuccess(single))
            throw new NoVerdict(
              "not-applicable",
              "the server takes no weak tag in If-Match, as another scenario tells",
            );
          // What was written has another version now, and who took the weak tag alone compares it so in a list, too.
          await shows(context, own.user.id, alone);
          return await judge(context.name("changed"), tagOf(await versioned(context, own.user)));
        }
        return await judge(context.name("changed"), tag);

        async function judge(displayName: string, current: string): Promise<void> {
          const answer = await send(context, method, own, {
            displayName,
            tag: one.header(current),
            title: `${method} with ${one.words}`,
          });
          if (!own.isClaimed && !isSuccess(answer)) {
            learn(
              context,
              `if-match-${one.name}`,
              `A write with ${one.words}`,
              `is refused with ${statusText(answer)}`,
            );
            throw new NoVerdict("not-applicable", "the server does not say that it has versions");
          }
          if (own.isClaimed) sayHolds(context, answer, { method, invariant: one.name });
          const isDone = isSuccess(answer) && (await shows(context, own.user.id, displayName));
          say(context, {
            requirement: CURRENT,
            invariant: `${one.name} ${method.toLowerCase()}`,
            holds: isDone,
            expected: ["a success, and the change"],
            actual: isSuccess(answer) ? `${statusText(answer)} without the change` : statusText(answer),
            message: `A ${method} with ${one.words} is not carried out on a User that is there.`,
            operation: keyOf(context, `${method} User resource`),
          });
        }
      },
    }),
  ),
);

/** Tags of the past alone, however many: nothing is done. */
export const staleListRefused: readonly Scenario[] = (["PUT", "PATCH"] as const).map((method) =>
  serviceScenario({
    id: `service.versions.stale-list-${method.toLowerCase()}`,
    title: `A ${method} with several versions in If-Match, none of them current, is refused and changes nothing`,
    requirements: [STALE, UNCHANGED],
    needs: ["POST User collection", "GET User resource", `${method} User resource`],
    makes: { users: 1, groups: 0 },
    run: async (context) => {
      await needMethod(context, method);
      const own = await versioned(context);
      tagOf(own);
      // Refused for its condition, or would any write be?
      const plain = context.name("plain");
      const control = await send(context, method, own, {
        displayName: plain,
        tag: undefined,
        title: `${method} without a condition`,
      });
      if (!isSuccess(control) || !(await shows(context, own.user.id, plain)))
        throw new NoVerdict("blocked", `a ${method} without a condition is not carried out (${statusText(control)})`);
      const displayName = context.name("stale");
      const answer = await send(context, method, own, {
        displayName,
        tag: '"scimproof-none", W/"scimproof-nothing"',
        title: `${method} with versions of which none is current`,
      });
      const why = notTheServersFault(answer);
      if (why !== undefined) throw new NoVerdict("inconclusive", why);
      if (!isSuccess(answer) && !isRefusal(answer))
        throw new NoVerdict("inconclusive", `the ${method} was answered ${statusText(answer)}`);
      const isDone = await shows(context, own.user.id, displayName);
      const operation = keyOf(context, `${method} User resource`);
      if (!own.isClaimed && isSuccess(answer))
        throw new NoVerdict("not-applicable", "the server does not say that it has versions, and ignores If-Match");
      if (isSuccess(answer)) {
        const title = `${method} with a version that there never was`;
        needHeeded(await send(context, method, own, { displayName: plain, tag: NO_VERSION, title }));
      }
      say(context, {
        requirement: STALE,
        invariant: `list ${method.toLowerCase()}`,
        holds: isRefusal(answer),
        expected: ["412, and the User as it was"],
        actual: `${statusText(answer)}, and the User ${isDone ? "has changed" : "has not changed"}`,
        message: `A ${method} with versions of which none is current is answered with success.`,
        operation,
      });
      if (isSuccess(answer)) return;
      say(context, {
        requirement: UNCHANGED,
        alsoViolates: [STALE],
        invariant: `list ${method.toLowerCase()}`,
        holds: !isDone,
        expected: ["the User as it was"],
        actual: "the User has changed",
        message: `A ${method} with versions of which none is current was refused and carried out all the same.`,
        operation,
      });
    },
  }),
);
