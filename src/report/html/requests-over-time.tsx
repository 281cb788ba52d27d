import type { JSX } from "preact";
import { STATUS_CLASSES, type StatusClass, type Traffic } from "../../result/index.ts";
import { duration, grouped, plural } from "../text.ts";

const HEIGHT = 100;

const WORD: Readonly<Record<StatusClass, string>> = {
  "2xx": "answered 2xx",
  "3xx": "answered 3xx",
  "4xx": "answered 4xx",
  "5xx": "answered 5xx",
  none: "without an answer",
};

/** How many requests were sent when, by what was answered; the legend says the totals. */
export function RequestsOverTime({ traffic }: { readonly traffic: Traffic }): JSX.Element {
  const { slices, sliceMs } = traffic;
  const totals = slices.map((slice) => STATUS_CLASSES.reduce((sum, name) => sum + slice[name], 0));
  const most = Math.max(1, ...totals);
  const present = STATUS_CLASSES.filter((name) => slices.some((slice) => slice[name] > 0));
  const length = slices.length * sliceMs;
  const busiest = `at most ${plural(most, "request")} in ${duration(sliceMs)}`;
  return (
    <figure class="chart">
      <figcaption>
        <h3 class="sub">Requests over time</h3>
        <ul class="legend">
          {present.map((name) => (
            <li key={name}>
              <svg class="key" viewBox="0 0 10 10" aria-hidden="true">
                <rect class={`s${name}`} width="10" height="10" />
              </svg>{" "}
              {grouped(slices.reduce((sum, slice) => sum + slice[name], 0))} {WORD[name]}
            </li>
          ))}
        </ul>
      </figcaption>
      <svg
        class="time"
        viewBox={`0 0 ${slices.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Requests over ${duration(length)}: ${busiest}`}
      >
        {present.map((name) => (
          <path key={name} class={`s${name}`} d={bars(traffic, name, most)} />
        ))}
      </svg>
      <p class="ends">
        <span>0</span>
        <span>{busiest}</span>
        <span>{duration(length)}</span>
      </p>
    </figure>
  );
}

/** One class of answers as a path: each bar stands on the bars of the classes before it. */
function bars({ slices }: Traffic, name: StatusClass, most: number): string {
  const below = STATUS_CLASSES.slice(0, STATUS_CLASSES.indexOf(name));
  return slices
    .map((slice, at) => {
      if (slice[name] === 0) return "";
      const from = below.reduce((sum, other) => sum + slice[other], 0);
      const y = HEIGHT - (from / most) * HEIGHT;
      return `M${at} ${tidy(y)}v-${tidy((slice[name] / most) * HEIGHT)}h1V${tidy(y)}z`;
    })
    .join("");
}

function tidy(value: number): number {
  return Number(value.toFixed(1));
}
