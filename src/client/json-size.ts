// One of these comes before every value but the first.
const MARKS = [",", "[", "{"];

/**
 * Whether a JSON text may hold more values than so many, found out without parsing it. Signs within strings count too,
 * so that nothing needs to be understood; of what is no JSON the answer means nothing.
 */
export function hasMoreValues(text: Buffer | string, than: number): boolean {
  let count = 1;
  for (const mark of MARKS) {
    for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) {
      count += 1;
      if (count > than) return true;
    }
  }
  return false;
}
