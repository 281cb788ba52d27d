import type { JSX } from "preact";
import { LEVELS } from "../../result/index.ts";
import { contractRows } from "../contract-rows.ts";
import { OUTCOME_WORD, REQUIREMENT_OUTCOMES } from "../words.ts";
import type { View } from "./view.ts";

/** The contents of the page, and the search, which stays hidden until the script is there to answer it. */
export function Contents({ view }: { readonly view: View }): JSX.Element {
  return (
    <header class="side">
      <p class="brand">
        Scimproof <span>{view.result.tool.version}</span>
      </p>
      <form class="filter" role="search" hidden>
        <label>
          <span>
            Search <kbd>/</kbd>
          </span>
          <input name="q" type="search" placeholder="words, ids, RFC sections" autocomplete="off" spellcheck={false} />
        </label>
        <label>
          Show
          <select name="s">
            <option value="">everything</option>
            <optgroup label="Findings">
              {["error", "warning", "notice", "waived"].map((word) => (
                <option key={word} value={word}>
                  {word}
                </option>
              ))}
            </optgroup>
            <optgroup label="Requirements and scenarios">
              {REQUIREMENT_OUTCOMES.map((outcome) => (
                <option key={outcome} value={outcome}>
                  {OUTCOME_WORD[outcome]}
                </option>
              ))}
            </optgroup>
          </select>
        </label>
        <label>
          Level
          <select name="l">
            <option value="">any</option>
            {LEVELS.map((level) => (
              <option key={level} value={level}>
                {level}
              </option>
            ))}
          </select>
        </label>
        <p>
          <output aria-live="polite" /> <button type="button">Show all</button>
        </p>
      </form>
      <nav aria-label="Contents">
        <ol>
          {entriesOf(view).map(([anchor, title, count]) => (
            <li key={anchor}>
              <a href={`#${anchor}`}>
                {title}
                {count !== undefined && <span>{count}</span>}
              </a>
            </li>
          ))}
        </ol>
      </nav>
    </header>
  );
}

function entriesOf({ result, findings }: View): readonly (readonly [anchor: string, title: string, count?: number])[] {
  const ofParty = (wanted: string) => findings.filter(({ party }) => party.startsWith(wanted)).length;
  const clients = ofParty("client");
  const contracts = contractRows(result);
  const defects = (result.audit?.documents ?? []).reduce((sum, one) => sum + one.defects.length + one.more, 0);
  return [
    ["verdict", "Verdict"],
    ["facts", "What was tested"],
    ["trust", "Can it be trusted?"],
    ["findings", "Findings", ofParty("server")],
    ...(clients > 0 || result.clients !== undefined ? [["client", "Client needs", clients] as const] : []),
    ["document-defects", "Document defects", ofParty("document") + defects],
    ...(result.waivers === undefined ? [] : [["waivers", "Waivers", result.waivers.entries.length] as const]),
    ["pictures", "The run in pictures"],
    ["requirements", "Requirements", result.requirements.length],
    ["coverage", "Coverage"],
    ...(contracts === undefined ? [] : [["contracts", "Contracts", contracts.rows.length] as const]),
    ["capabilities", "Capabilities", result.suites.flatMap((suite) => suite.capabilities).length],
    ["scenarios", "Scenarios", result.suites.flatMap((suite) => suite.scenarios).length],
    ["not-tested", "Not tested", result.notTested.length],
    ["evidence", "Passed evidence"],
    ["cleanup", "Clean-up"],
  ];
}
