import type { JSX } from "preact";
import { type Cell, type CellState, clientMatrix } from "../client-matrix.ts";
import { Badge } from "./icons.tsx";
import { Prose, Table } from "./parts.tsx";
import { type Look, OUTCOME_LOOK, SEVERITY_LOOK } from "./tones.ts";
import type { View } from "./view.ts";

/** What each identity provider does and whether it works, with what to do where it does not. */
export function ClientTable({ view }: { readonly view: View }): JSX.Element | null {
  const matrix = clientMatrix(view.result);
  if (matrix === undefined) return null;
  const vendors = new Set(matrix.columns.map(({ suite }) => suite.split(".client.")[0]));
  return (
    <Table
      label="What identity providers do with the server"
      head={[
        ["What it does"],
        ...matrix.columns.map(({ title, suite }) => [vendors.size > 1 ? `${title}, ${suite}` : title] as const),
      ]}
    >
      {matrix.rows.map(({ id, title }) => (
        <tr key={id}>
          <th scope="row">{title}</th>
          {matrix.columns.map(({ suite, cells }) => (
            <ClientCell key={suite} cell={cells.get(id)} view={view} />
          ))}
        </tr>
      ))}
    </Table>
  );
}

function ClientCell({ cell, view }: { readonly cell: Cell | undefined; readonly view: View }): JSX.Element {
  if (cell === undefined) return <td class="zero">does not do it, or is not known to</td>;
  return (
    <td>
      <Badge look={LOOK[cell.state]} word={cell.word} />
      {cell.state !== "works" && cell.reason !== undefined && <p class="note">{cell.reason}</p>}
      {cell.remedies.length > 0 && cell.state !== "works" && (
        <details>
          <summary>What to do</summary>
          <ul>
            {cell.remedies.map((remedy) => (
              <li key={remedy}>
                <Prose text={remedy} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {cell.own.map(({ fingerprint }) => (
        <a class="id" key={fingerprint} href={`#${view.address.finding(fingerprint)}`}>
          {fingerprint}
        </a>
      ))}
    </td>
  );
}

const LOOK: Readonly<Record<CellState, Look>> = {
  ...OUTCOME_LOOK,
  works: OUTCOME_LOOK.passed,
  advice: SEVERITY_LOOK.warning,
  broken: OUTCOME_LOOK.failed,
  waived: SEVERITY_LOOK.notice,
};
