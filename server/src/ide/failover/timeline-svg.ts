/**
 * A run as a picture: who holds each address, the states of every node's instances, what happened. Colours are the
 * nodes', and whatever a colour says, a pattern or a word says too. The same run gives the same text.
 */
import type { Run } from "../../ha/failover-report.ts";
import type { Locale } from "../../text/locale.ts";
import { type Course, clipped, coursesOf, type Fate, fatesOf, type Stretch } from "./fates.ts";
import { isAtOnce, secondsText } from "./sentences.ts";
import { type Event, type Flag, flagPadding, flagsOf, rowCount, timeGap } from "./svg/flags.ts";
import { legend } from "./svg/legend.ts";
import { picture, pictureWidth, type Theme, type TypeName, types } from "./svg/look.ts";
import { fitted, fittedEnds, textWidth } from "./svg/measure.ts";
import {
  axis,
  breakSigns,
  type Frame,
  hueOf,
  pole,
  priorityNotes,
  stateBar,
  type Tick,
  tenureBar,
  textAt,
  withTooltip,
} from "./svg/parts.ts";
import { breakWidth, busyParts, type Scale, scaleOf, tickStep, ticksOf } from "./svg/scale.ts";
import { element, escaped } from "./svg/xml.ts";
import { sayFailover } from "./words.ts";

export interface PictureOptions {
  /** `auto`: as the reader's system is set. */
  readonly theme: Theme;
  readonly locale: Locale;
}

export interface TimelineOptions extends PictureOptions {
  /** The time that counts as 0, in microseconds: what was before is not shown. */
  readonly origin?: number;
}

const second = 1_000_000;
const margin = 24;
/** Between the names and the bars. */
const gutter = 14;
const plotEnd = pictureWidth - margin - 6;

export function timelineSvg(run: Run, { theme, locale, origin = 0 }: TimelineOptions): string {
  const fates = fatesOf(run);
  const courses = coursesOf(run);
  const start = margin + nameWidth(run, fates, courses) + gutter;
  const scale = scaleFor(run, start, origin);
  const poles = run.events.map(({ at }) => scale.at(at));
  const frame: Frame = { scale, poles, hueOf: hueOf(run.nodes), locale };
  const caption = captionOf(fates, frame);

  const flags = flagsOf(eventsOf(run, frame), margin, pictureWidth - margin / 2);
  const flagTop = 70;
  const top = flagTop + rowCount(flags) * flagPitch + 10;
  const rows: string[] = [];
  let y = top;
  for (const fate of fates) {
    const row = fateRow(fate, y, start, frame, fates.length > 1 && run.routers.length > 1);
    rows.push(...row.parts);
    y += row.height;
  }
  const nodesTop = y + 4;
  y = nodesTop + 10;
  for (const node of run.nodes) {
    const lane = nodeLane(
      node,
      courses.filter((course) => course.node === node),
      y,
      start,
      frame,
    );
    rows.push(...lane.parts);
    y += lane.height;
  }
  const bottom = y + 2;
  const signs = legend(
    locale,
    courses.some(({ priorities }) => priorities.length > 0),
    {
      x: margin,
      y: bottom + 38,
      end: pictureWidth - margin,
    },
  );
  const content = [
    textAt({ x: margin, y: 35 }, "title", fitted(run.title, pictureWidth - 2 * margin, types.title)),
    textAt({ x: margin, y: 54 }, "body", fitted(caption.text, pictureWidth - 2 * margin, types.body), {
      class: caption.isAlarm ? "alarm" : "dim",
    }),
    ...axis(scale, ticksIn(scale, locale), top, bottom),
    element("path", { d: `M${margin} ${nodesTop + 0.5}H${pictureWidth - margin}`, class: "rule" }),
    ...rows,
    ...breakSigns(scale, top - 4, bottom + 3),
    ...flags.map((flag) => pole(flag.x, flagY(flag, flagTop, rowCount(flags)) + flagHeight, bottom)),
    ...flags.map((flag) => flagShape(flag, flagTop, rowCount(flags))),
    ...signs.parts,
  ];
  const happened = eventsOf(run, frame).map(({ time, text }) => `${time}: ${text}`);
  const description = [caption.text, ...happened];
  return picture(
    bottom + 38 + signs.height + 10,
    { title: run.title, description: description.join("; ") },
    { theme, locale },
    content,
  );
}

/** Only where most of the time is idle some of it is cut out. */
function scaleFor({ timeline, events }: Run, start: number, origin: number): Scale {
  const whole = { from: origin, to: Math.max(timeline.end, origin + second / 100) };
  const times = [...timeline.states, ...timeline.addresses, ...timeline.priorities, ...events];
  const worthCutting = Math.max(20 * second, (whole.to - whole.from) / 5);
  const parts = busyParts(
    whole,
    times.map(({ at }) => at),
    { before: 2 * second, after: 3 * second, worthCutting },
  );
  const shown = parts.length === 0 ? [whole] : parts;
  const seconds = lengthOf(shown);
  const room = plotEnd - start - (shown.length - 1) * breakWidth;
  return scaleOf(shown, start, room / seconds, origin);
}

function eventsOf({ events }: Run, { scale, locale }: Frame): readonly Event[] {
  return events
    .filter(({ at }) => at >= scale.from)
    .map(({ at, text }) => ({
      x: scale.at(at),
      time: secondsText((at - scale.origin) / second, locale),
      text,
    }));
}

/** How long addresses had no holder, or several. */
function captionOf(
  fates: readonly Fate[],
  { scale, locale }: Frame,
): { readonly text: string; readonly isAlarm: boolean } {
  const said = fates.flatMap(({ addresses, instances, tenures }) => {
    const [first = instances[0] ?? "", ...others] = addresses;
    const address = others.length === 0 ? first : `${first} + ${others.length}`;
    const shown = clipped(tenures, scale);
    if (shown.every(({ kind }) => kind === "before"))
      return [sayFailover(locale, "caption-never", { address })];
    return (["nobody", "several"] as const).flatMap((kind) => {
      const seconds = lengthOf(shown.filter((one) => one.kind === kind));
      if (isAtOnce(seconds)) return [];
      return [sayFailover(locale, `caption-${kind}`, { address, time: secondsText(seconds, locale) })];
    });
  });
  if (said.length === 0) return { text: sayFailover(locale, "caption-fine"), isAlarm: false };
  return { text: said.join("; "), isAlarm: true };
}

/** In seconds. */
function lengthOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { from, to }) => sum + (to - from), 0) / second;
}

const narrowest = 96;
const widest = 268;

function nameWidth(run: Run, fates: readonly Fate[], courses: readonly Course[]): number {
  const names = [
    ...fates.flatMap(({ addresses }) => addresses.map((address) => textWidth(address, types.address))),
    ...courses.map(
      ({ node, instance }) =>
        nodeNameIndent + textWidth(node, types.name) + 12 + textWidth(instance, types.code),
    ),
    ...run.nodes.map((node) => nodeNameIndent + textWidth(node, types.name)),
  ];
  return Math.min(Math.max(narrowest, ...names), widest);
}

interface Row {
  readonly parts: readonly string[];
  readonly height: number;
}

const barHeight = 26;
/** For what does not fit into a bar. */
const noteHeight = 14;
const addressPitch = 15;
const mostAddresses = 4;

function fateRow(fate: Fate, y: number, start: number, frame: Frame, isNamed: boolean): Row {
  const room = start - gutter - margin;
  const { addresses, instances } = fate;
  const shown = addresses.length > mostAddresses ? addresses.slice(0, mostAddresses - 1) : addresses;
  const left = addresses.length - shown.length;
  const lines: (readonly [type: TypeName, text: string, className?: string | undefined])[] = shown.map(
    (one) => ["address", fittedEnds(one, room, types.address)],
  );
  if (left > 0) lines.push(["small", sayFailover(frame.locale, "more", { count: left }), "dim"]);
  if (isNamed || addresses.length === 0)
    lines.push([
      "code",
      fitted(instances.join(", "), room, types.code),
      addresses.length === 0 ? undefined : "dim",
    ]);
  const labels = lines.length * addressPitch;
  const height = Math.max(barHeight, labels);
  const barTop = y + noteHeight + (height - barHeight) / 2;
  const labelTop = y + noteHeight + (height - labels) / 2;
  const subject = (addresses.length === 0 ? instances : addresses).join(", ");
  return {
    parts: [
      withTooltip(
        subject,
        lines.map(([type, text, name], i) => {
          const place = { x: margin, y: labelTop + i * addressPitch + 11.5 };
          return textAt(place, type, text, name === undefined ? {} : { class: name });
        }),
      ),
      ...tenureBar(fate.tenures, subject, barTop, barHeight, frame),
    ],
    height: noteHeight + height + 4,
  };
}

const nodeNameIndent = 17;
const statePitch = 16;
const priorityPitch = 14;

/** A node's name with its colour, and a bar for each of its instances. */
function nodeLane(node: string, courses: readonly Course[], y: number, start: number, frame: Frame): Row {
  const parts: string[] = [
    element("rect", {
      x: margin,
      y: y + 2.5,
      width: 11,
      height: 11,
      rx: 3,
      class: `solid ${frame.hueOf(node)}`,
    }),
  ];
  const room = start - gutter - margin - nodeNameIndent;
  const longest = Math.max(0, ...courses.map(({ instance }) => textWidth(instance, types.code)));
  const name = fitted(node, Math.max(room / 2, room - longest - 10), types.name);
  const named = textAt({ x: margin + nodeNameIndent, y: y + 12.5 }, "name", name);
  parts.push(name === node ? named : withTooltip(node, [named]));
  let top = y;
  for (const [i, course] of courses.entries()) {
    const free = i === 0 ? room - textWidth(name, types.name) - 10 : room;
    const instance = fitted(course.instance, free, types.code);
    const label = textAt({ x: start - gutter, y: top + 12 }, "code", instance, {
      class: "dim",
      anchor: "end",
    });
    parts.push(instance === course.instance ? label : withTooltip(course.instance, [label]));
    parts.push(...stateBar(course, top, statePitch, frame, true));
    top += statePitch;
    if (course.priorities.length > 0) {
      parts.push(...priorityNotes(course, top + 11, frame));
      top += priorityPitch;
    }
    top += 5;
  }
  return { parts, height: Math.max(top - y, statePitch + 5) + 7 };
}

function ticksIn(scale: Scale, locale: Locale): readonly Tick[] {
  return ticksOf(scale, tickStep(scale.perSecond, 52)).map((at) => ({
    x: scale.at(scale.origin + at * second),
    label: secondsText(at, locale),
  }));
}

const flagPitch = 22;
const flagHeight = 18;

function flagY({ row }: Flag, top: number, rows: number): number {
  return top + (rows - 1 - row) * flagPitch;
}

function flagShape(flag: Flag, top: number, rows: number): string {
  const { left, width, time, shown, text } = flag;
  const y = flagY(flag, top, rows);
  return withTooltip(`${time} ${text}`, [
    element("rect", { x: left, y, width, height: flagHeight, rx: 2, class: "flag" }),
    element("text", { x: left + flagPadding, y: y + 12.8 }, [
      element("tspan", { class: "tiny dim" }, [escaped(time)]),
      element("tspan", { class: "small", dx: timeGap }, [escaped(shown)]),
    ]),
  ]);
}
