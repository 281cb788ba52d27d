// All exchanges of a result together, in bytes: with everything else, results.json stays below 20 MB.
const MAX_TOTAL = 18 * 1024 * 1024;
// Of it, what the sample may take: the proof of a finding goes before evidence of what passed.
const MAX_SAMPLE = 6 * 1024 * 1024;

/** How much evidence a result still has room for. */
export class EvidenceRoom {
  #total = 0;
  #sample = 0;

  /** Takes one exchange if there is room for it. @param isCited false for a sample of what passed */
  take(exchange: object, isCited: boolean): boolean {
    const size = Buffer.byteLength(JSON.stringify(exchange));
    if (this.#total + size > MAX_TOTAL || (!isCited && this.#sample + size > MAX_SAMPLE)) return false;
    this.#total += size;
    if (!isCited) this.#sample += size;
    return true;
  }
}
