import type { JSX } from "preact";
import type { OperationResult, RunResult } from "../../result/index.ts";
import { plural } from "../text.ts";
import { DocumentTable } from "./document-table.tsx";
import { Mark } from "./icons.tsx";
import { Section, Table } from "./parts.tsx";
import { OUTCOME_LOOK, SEVERITY_LOOK } from "./tones.ts";

/** How much of what the document declares was seen, and what was seen beyond it. */
export function Coverage({ result }: { readonly result: RunResult }): JSX.Element {
  return (
    <Section
      id="coverage"
      title="Coverage of the document"
      lead="Statuses and media types that each operation declares, and how often each was met. What was never seen was never judged."
    >
      <Table
        label="Coverage of the document"
        head={[["Operation"], ["Declared statuses"], ["Undeclared statuses"], ["Request media types"]]}
      >
        {result.suites.flatMap((suite) =>
          suite.operations.map((operation) => <Row key={`${suite.id} ${operation.key}`} operation={operation} />),
        )}
      </Table>
      {result.documents?.map((document) => (
        <DocumentTable key={document.digest} document={document} />
      ))}
    </Section>
  );
}

function Row({ operation }: { readonly operation: OperationResult }): JSX.Element {
  const { statuses, undeclared, requestMediaTypes } = operation;
  return (
    <tr>
      <th scope="row">
        <code>{operation.key}</code>
        <p class="note">
          {statuses.filter(({ seen }) => seen > 0).length} of{" "}
          {plural(statuses.length, "declared status", "declared statuses")} seen
        </p>
      </th>
      <td>
        {statuses.map(({ status, seen }) => (
          <Line key={status} name={status} count={seen} verb="seen" />
        ))}
      </td>
      <td>
        {undeclared.length === 0 && <span class="soft">none seen</span>}
        {undeclared.map(({ status, seen }) => (
          <div key={status}>
            <Mark look={SEVERITY_LOOK.warning} word={status} /> seen {plural(seen, "time")}
          </div>
        ))}
      </td>
      <td>
        {requestMediaTypes.map(({ type, sent }) => (
          <Line key={type} name={type} count={sent} verb="sent" />
        ))}
      </td>
    </tr>
  );
}

function Line(props: { readonly name: string; readonly count: number; readonly verb: string }): JSX.Element {
  const { name, count, verb } = props;
  return (
    <div>
      <Mark look={count > 0 ? OUTCOME_LOOK.passed : OUTCOME_LOOK["not-tested"]} word={name} />{" "}
      {count > 0 ? `${verb} ${plural(count, "time")}` : `never ${verb}`}
    </div>
  );
}
