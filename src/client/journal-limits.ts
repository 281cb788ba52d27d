const MIB = 1024 * 1024;

/** Bytes of one line of a journal: what a named Group was before may be long, and anybody may have written the file. */
export const MAX_JOURNAL_LINE: number = 16 * MIB;

/** Bytes of a journal that is read. */
export const MAX_JOURNAL: number = 256 * MIB;

/** Bytes after which nothing more is intended: what is already made can still be marked as removed, and all of it read. */
export const FULL_JOURNAL: number = 128 * MIB;

/** Levels of nesting in a line: no resource has as many, and what has is not to be sent to anybody. */
export const MAX_JOURNAL_DEPTH = 1000;
