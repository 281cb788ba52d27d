import type { JSX } from "preact";
import type { RunResult } from "../../result/index.ts";
import { Growth } from "./growth.tsx";
import { Prose, Section, Table } from "./parts.tsx";

/** What the sources leave open and the server decided. */
export function Capabilities({ result }: { readonly result: RunResult }): JSX.Element {
  const several = result.suites.length > 1;
  const rows = result.suites.flatMap((suite) => suite.capabilities.map((one) => ({ ...one, suite: suite.id })));
  return (
    <Section
      id="capabilities"
      title="Capabilities learnt"
      lead="Where document and RFCs leave the server a choice, this is what it chose. Nothing here is judged."
    >
      {rows.length === 0 ? (
        <p class="empty">None was learnt.</p>
      ) : (
        <Table label="Capabilities learnt" head={[["Capability"], ["This server"]]}>
          {rows.map((row) => (
            <tr key={`${row.suite} ${row.id}`}>
              <th scope="row">
                <Prose text={row.title} />
                <span class="id">{several ? `${row.suite}: ${row.id}` : row.id}</span>
              </th>
              <td>
                {row.value}
                <Growth capability={row} />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Section>
  );
}
