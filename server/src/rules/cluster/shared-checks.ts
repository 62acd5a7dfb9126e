/** The scripts that the parts of a virtual router track, brought together: by name, else by what they run. */
import { isUnknown, type Part, type VirtualRouter } from "../../ha/virtual-routers.ts";
import { isKnown } from "../../model/file-model.ts";
import type { SyncGroup, Tracker, VrrpScript } from "../../model/vrrp.ts";
import type { SourceFile } from "../../workspace/source-file.ts";

export interface TrackedScript {
  readonly part: Part;
  readonly tracker: Tracker;
  /** The file that the tracker stands in. */
  readonly file: SourceFile;
  /** The instance's sync group tracks it for all members. */
  readonly byGroup: boolean;
  /** Absent where there is none that the instance could find. */
  readonly definition?: { readonly script: VrrpScript; readonly file: SourceFile };
}

/** What may be one check: of each part at most one script. */
export type SharedCheck = readonly TrackedScript[];

export function sharedChecksOf(
  { parts }: VirtualRouter,
  comparable: (command: string) => string,
): readonly SharedCheck[] {
  const checks: TrackedScript[][] = [];
  for (const part of parts) {
    const own = trackedBy(part);
    const placed = own.map((tracked) =>
      checks.find((check) => check.some((t) => nameOf(t) === nameOf(tracked)) && lacks(check, part)),
    );
    for (const [i, tracked] of own.entries()) {
      const command = commandOf(tracked);
      const check =
        placed[i] ??
        checks.find(
          (one) =>
            !placed.includes(one) &&
            lacks(one, part) &&
            command !== undefined &&
            one.some((t) => comparable(commandOf(t) ?? "") === comparable(command)),
        );
      if (check === undefined) checks.push([tracked]);
      else check.push(tracked);
    }
  }
  return checks;
}

/** True where a template or a file that is not here may say more of what a part tracks. */
export function tracksUnknown(part: Part): boolean {
  const { configuration } = part;
  return (
    !configuration.complete ||
    isUnknown(part, "track_script") ||
    configuration.syncGroups.some((group) => !isKnown(group, "group", "track_script"))
  );
}

export function commandOf({ definition }: TrackedScript): string | undefined {
  const script = definition?.script;
  return script === undefined || !isKnown(script, "script") ? undefined : script.command?.value;
}

export function nameOf({ tracker }: TrackedScript): string {
  return tracker.name.value;
}

export function groupOf({ configuration, instance }: Part): SyncGroup | undefined {
  return configuration.syncGroups.find((group) => group.members.some((m) => m.value === instance.name.value));
}

function lacks(check: SharedCheck, part: Part): boolean {
  return check.every((tracked) => tracked.part !== part);
}

function trackedBy(part: Part): TrackedScript[] {
  const { instance, configuration } = part;
  const group = groupOf(part);
  const own = instance.tracked.map((tracker) => ({ tracker, file: part.file, byGroup: false }));
  const groupFile = configuration.globals.find(
    ({ file }) => group !== undefined && file.model.vrrp?.syncGroups.includes(group),
  )?.file;
  const shared =
    group === undefined || groupFile === undefined
      ? []
      : group.tracked.map((tracker) => ({ tracker, file: groupFile, byGroup: true }));
  return [...own, ...shared]
    .filter(({ tracker }) => tracker.kind === "script")
    .map((one) => {
      const script = configuration.scripts.find((s) => s.name.value === one.tracker.name.value);
      const file = script === undefined ? undefined : configuration.homes.get(script);
      // A script that is defined behind the instance does not exist for it.
      if (script !== undefined && file === part.file && script.span.start > instance.span.start)
        return { part, ...one };
      return {
        part,
        ...one,
        ...(script === undefined || file === undefined ? {} : { definition: { script, file } }),
      };
    });
}
