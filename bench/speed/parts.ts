import { checks } from "./checks.ts";
import { large } from "./large.ts";
import { members } from "./members.ts";
import type { SpeedPart } from "./part.ts";
import { replay } from "./replay.ts";
import { start } from "./start.ts";

/** The measures by name, the quick ones first. */
export const PARTS: Readonly<Record<string, SpeedPart>> = { start, checks, members, replay, large };
