import type { JSX } from "preact";
import type { ContractAspect, RunResult } from "../../result/index.ts";
import { contractRows, subjectOf } from "../contract-rows.ts";
import { plural } from "../text.ts";
import { Section, Table } from "./parts.tsx";

const ASPECT: Readonly<Record<ContractAspect, string>> = {
  exists: "whether it is there",
  type: "type",
  multiValued: "whether it is a list",
  required: "whether it is required",
  mutability: "mutability",
  returned: "returned",
  uniqueness: "uniqueness",
  caseExact: "whether case counts",
  canonicalValues: "values",
  endpoint: "address",
  feature: "whether it is offered",
};

/** Where the RFC, what the server publishes of itself, and the document say different things. */
export function Contracts({ result }: { readonly result: RunResult }): JSX.Element | null {
  const compared = contractRows(result);
  if (compared === undefined) return null;
  const { published, rows, more } = compared;
  return (
    <Section
      id="contracts"
      title="Where the contracts disagree"
      lead="RFC 7643, what the server publishes of itself, and its document, held against each other. Nothing here decides the verdict."
    >
      {published.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {rows.length === 0 ? (
        <p class="empty">What they say of the same thing is the same.</p>
      ) : (
        <Table
          label="Where the contracts disagree"
          head={[["About"], ["RFC"], ["Server's schemas"], ["Document"], ["Server's answers"]]}
        >
          {rows.map((row) => (
            <tr key={`${row.about} ${subjectOf(row)} ${row.aspect}`}>
              <th scope="row">
                <code>{subjectOf(row)}</code>
                <span class="id">{ASPECT[row.aspect]}</span>
                {row.about !== "" && <span class="id">{row.about}</span>}
              </th>
              <Cell said={row.rfc} />
              <Cell said={row.server} />
              <Cell said={row.document} />
              <Cell said={row.observed} otherwise="not observed" />
            </tr>
          ))}
        </Table>
      )}
      {more > 0 && <p class="note">{plural(more, "more disagreement")} not listed.</p>}
    </Section>
  );
}

function Cell({
  said,
  otherwise = "silent",
}: {
  readonly said: string | null;
  readonly otherwise?: string;
}): JSX.Element {
  return <td>{said ?? <span class="soft">{otherwise}</span>}</td>;
}
