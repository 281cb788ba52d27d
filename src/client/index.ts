export type { ClientClock } from "./clock.ts";
export { createClient } from "./create-client.ts";
export { fetchDocument } from "./fetch-document.ts";
export { type FileJournal, openJournal } from "./journal.ts";
export type { JournalHeader } from "./journal-line.ts";
export { markUndone } from "./mark-undone.ts";
export { type JournalContents, readJournal } from "./read-journal.ts";
export { createRedactor, MIN_SECRET_LENGTH, type Redacted, type Redactor } from "./redactor.ts";
export type * from "./types.ts";
