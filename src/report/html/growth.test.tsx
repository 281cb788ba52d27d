import { render } from "preact-render-to-string";
import { expect, test } from "vitest";
import { Growth } from "./growth.tsx";

const capability = { id: "group.growth", title: "Time", value: "10 members: 2.0 ms, 100 members: 20 ms" };

test("a bar for each size, as long as it took; the words say the same", () => {
  const series = [
    { at: 10, value: 2 },
    { at: 100, value: 20 },
  ];
  const drawn = render(<Growth capability={{ ...capability, series }} />);
  expect([...drawn.matchAll(/<rect[^>]* width="([\d.]+)"/gu)].map(([, width]) => Number(width))).toEqual([11.8, 118]);
  expect(drawn).toContain('role="img" aria-label="10 members: 2.0 ms, 100 members: 20 ms"');
  expect(drawn).toMatch(/>2\.0 ms<.*>20 ms</u);
});

test("what is no measure has no picture", () => {
  expect(render(<Growth capability={capability} />)).toBe("");
});
