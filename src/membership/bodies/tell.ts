import { attributesIn } from "../../bodies/index.ts";
import type { CounterexampleSubject } from "../../result/index.ts";
import type { Told } from "../search.ts";
import { shownAt } from "./compare.ts";
import type { BodyGround } from "./ground.ts";
import type { BodyRun } from "./run-body.ts";
import { bodyWords, contentWords, valueWords } from "./words.ts";

/** A body that was not kept, told as one step: what was sent and what is shown, attribute by attribute. */
export function tellBody({ shape }: BodyGround, run: BodyRun): Told {
  const { history, sent, seen, lost, exchanges } = run;
  const attributes = attributesIn(sent, shape).filter(({ part }) => part.shown);
  const subject: CounterexampleSubject = {
    id: "me",
    name: `the ${shape.type}`,
    expected: attributes.map(({ path, value }) => contentWords(path, value)),
    actual:
      seen === undefined
        ? null
        : attributes.map((one) =>
            // What is the same is told in the same words, whatever the server shows beside it.
            contentWords(
              one.path,
              lost.some(({ attribute }) => attribute.path === one.path)
                ? shownAt(seen, one.part.name, one.under)
                : one.value,
            ),
          ),
  };
  const words = `${history.method} a ${shape.type} ${bodyWords(history.body, shape)}`;
  const parting = lost.map(({ attribute, shown }) => `${attribute.path} is ${valueWords(shown)}`);
  return {
    steps: [{ number: 1, words, subjects: [subject], parted: lost.length > 0, exchanges }],
    story: [words, ...(parting.length === 0 ? [] : [parting.join("; ")])].join(" → "),
    edits: 1,
    members: 1,
  };
}
