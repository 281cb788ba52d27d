import type { JSX } from "preact";
import type { DocumentCoverage, OperationCoverage, PropertyCoverage } from "../../result/index.ts";
import { plural } from "../text.ts";
import { Mark } from "./icons.tsx";
import { Table } from "./parts.tsx";
import { OUTCOME_LOOK } from "./tones.ts";

/** Every SCIM operation that a document declares, and what of it was met: by scenarios or by what they needed. */
export function DocumentTable({ document }: { readonly document: DocumentCoverage }): JSX.Element {
  return (
    <>
      <h3>
        {document.title} ({document.name})
      </h3>
      <Table
        label={`Coverage of ${document.title}`}
        head={[["Operation"], ["Requests"], ["Media types"], ["Answers"], ["Properties that no body had"]]}
      >
        {document.operations.map((operation) => (
          <Row key={operation.key} operation={operation} />
        ))}
      </Table>
    </>
  );
}

function Row({ operation }: { readonly operation: OperationCoverage }): JSX.Element {
  const { key, requests, reason, mediaTypes, properties, responses } = operation;
  return (
    <tr>
      <th scope="row">
        <code>{key}</code>
      </th>
      <td>
        <Met name={requests > 0 ? plural(requests, "request") : (reason ?? "none")} isMet={requests > 0} />
      </td>
      <td>
        {mediaTypes.map(({ type, sent }) => (
          <Met key={type} name={type} isMet={sent > 0} />
        ))}
      </td>
      <td>
        {responses.map(({ status, seen, mediaTypes: types }) => (
          <div key={status}>
            <Met name={seen > 0 ? `${status}: ${plural(seen, "time")}` : status} isMet={seen > 0} />
            {types.length > 0 && <p class="note">{types.map(({ type }) => type).join(", ")}</p>}
          </div>
        ))}
      </td>
      <td>
        {properties !== undefined && <Missing of="request" properties={properties} />}
        {responses.map(
          ({ status, properties: shown }) =>
            shown !== undefined && <Missing key={status} of={`answer ${status}`} properties={shown} />,
        )}
      </td>
    </tr>
  );
}

function Missing(props: { readonly of: string; readonly properties: PropertyCoverage }): JSX.Element {
  const { declared, exercised, notExercised } = props.properties;
  return (
    <details>
      <summary>
        {props.of}: {exercised} of {plural(declared, "property", "properties")} met
      </summary>
      {notExercised.map(({ reason, properties }) => (
        <p key={reason} class="note">
          {reason}: {properties.join(", ")}
        </p>
      ))}
    </details>
  );
}

function Met({ name, isMet }: { readonly name: string; readonly isMet: boolean }): JSX.Element {
  return (
    <div>
      <Mark look={isMet ? OUTCOME_LOOK.passed : OUTCOME_LOOK["not-tested"]} word={name} />
    </div>
  );
}
