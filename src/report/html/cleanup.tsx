import type { JSX } from "preact";
import type { CleanupResult, RunResult } from "../../result/index.ts";
import { plural } from "../text.ts";
import { Badge, Mark } from "./icons.tsx";
import { Section } from "./parts.tsx";
import { OUTCOME_LOOK } from "./tones.ts";

/** What was created, and that nothing of it is left: a section of its own, for whoever owns the server. */
export function CleanupProof({ result }: { readonly result: RunResult }): JSX.Element {
  return (
    <Section
      id="cleanup"
      title="Clean-up"
      lead="Everything that is made is journalled before it is sent, and removed afterwards; named fixtures are put back and compared."
    >
      <div class="card">
        <Cleanup cleanup={result.cleanup} />
      </div>
    </Section>
  );
}

/** What the run made and what became of it. */
function Cleanup({ cleanup }: { readonly cleanup: CleanupResult }): JSX.Element {
  const clean = cleanup.left.length === 0 && cleanup.restored.every(({ state }) => state !== "failed");
  const word = `${plural(cleanup.created, "resource")} created, ${cleanup.removed} removed, ${cleanup.left.length} left`;
  return (
    <>
      <p>
        <Mark look={clean ? OUTCOME_LOOK.passed : OUTCOME_LOOK["harness-error"]} word={word} />
      </p>
      <ul class="steps">
        {cleanup.left.map(({ type, id, reason }) => (
          <li key={`left ${type} ${id}`}>
            <span>
              <Badge look={OUTCOME_LOOK["harness-error"]} word="left" />
            </span>
            <span>
              {type} <code>{id}</code>
              <small>{reason}</small>
            </span>
          </li>
        ))}
        {cleanup.restored.map(({ type, id, state, reason }) => (
          <li key={`restored ${type} ${id}`}>
            <span>
              <Badge look={RESTORED[state].look} word={RESTORED[state].word} />
            </span>
            <span>
              fixture {type} <code>{id}</code>
              <small>{reason}</small>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

const RESTORED = {
  restored: { look: OUTCOME_LOOK.passed, word: "restored" },
  "not-verified": { look: OUTCOME_LOOK.inconclusive, word: "not verified" },
  failed: { look: OUTCOME_LOOK["harness-error"], word: "not restored" },
} as const;
