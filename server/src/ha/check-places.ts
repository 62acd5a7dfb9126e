/** Where the files of a node say what it checks, and with what weight. */
import type { Place } from "../workspace/source-file.ts";
import type { TrackedCheck } from "./priority.ts";
import type { Part } from "./virtual-routers.ts";

/** Of a check, what says where it is written. */
type WrittenCheck = Pick<TrackedCheck, "tracker" | "definition">;

/** The weight that counts: at the place of use, else at the definition; absent where none is written. */
export function weightPlace(
  { configuration }: Part,
  { tracker, definition }: WrittenCheck,
): Place | undefined {
  const written = tracker.weight !== undefined ? tracker : definition;
  const file = written === undefined ? undefined : configuration.homes.get(written);
  return file === undefined || written?.weight === undefined
    ? undefined
    : { file, span: written.weight.span };
}

/** The weight, or the line that tracks the check where no weight is written. */
export function checkPlace(part: Part, check: WrittenCheck): Place {
  return weightPlace(part, check) ?? trackerPlace(part, check);
}

/** The line of the instance, or of its sync group, that tracks the check. */
export function trackerPlace({ configuration, file }: Part, { tracker }: WrittenCheck): Place {
  return { file: configuration.homes.get(tracker) ?? file, span: tracker.name.span };
}
