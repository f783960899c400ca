/** Draws the lanes on a canvas: only what is in view, each date as exactly as it is known. */
import type { Timeline } from '../../api/types';
import { familyOf } from '../../lib/kinds';
import { ticks } from './axis';
import { ABOUT, DISPUTED, INEXACT, isOpenEnd, isOpenStart, type Lane, pack, PERHAPS } from './lanes';

export interface View {
  from: number;
  to: number;
}

export interface Scene {
  data: Timeline;
  start: Float64Array;
  end: Float64Array;
  lanes: readonly Lane[];
  view: View;
  width: number;
  today: number | null;
  pinned: number | null;
  label: (lane: Lane) => string;
  said: (day: number, unit: 'year' | 'month' | 'day') => string;
}

/** Where an event was drawn. */
export interface Mark {
  event: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export const ROW = 13;
const HEAD = 16;
const FOOT = 5;
const AXIS = 24;
/** Above this many in view of a lane, columns of how many stand for them. */
const CROWD = 400;
const COLUMN = 4;
/** Up to this many marks a row may lie over each other. */
const OVER = 40;
/** Up to this many in view of a lane their titles are written, where there is room. */
const TITLED = 60;

/** Rows of a lane, so that all lanes fit on a screen. */
export function rowsOf(lanes: number): number {
  return Math.max(3, Math.min(8, Math.floor(32 / Math.max(lanes, 1))));
}

/** Where there is room the names of the lanes stand at the left of them, else above. */
export function gutterOf(width: number): number {
  return width >= 700 ? 130 : 0;
}

export function heightOf(lanes: number, width: number): number {
  return lanes * laneHeight(lanes, width) + AXIS;
}

function laneHeight(lanes: number, width: number): number {
  return headOf(width) + rowsOf(lanes) * ROW + FOOT;
}

const headOf = (width: number) => (gutterOf(width) > 0 ? 3 : HEAD);

export interface Colours {
  ink: string;
  soft: string;
  rule: string;
  paper: string;
  wrong: string;
  accent: string;
  family: (kind: string) => string;
}

/** The colours of the page as they are now. */
export function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  const named = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const families = new Map<string, string>();
  return {
    ink: named('ink'),
    soft: named('ink-soft'),
    rule: named('rule'),
    paper: named('paper'),
    wrong: named('wrong'),
    accent: named('accent'),
    family: (kind) => {
      const family = familyOf(kind);
      const known = families.get(family) ?? named(family);
      families.set(family, known);
      return known;
    },
  };
}

/** Draws everything and tells where each event lies. */
export function draw(canvas: CanvasRenderingContext2D, whole: Scene, colours: Colours, font: string): Mark[] {
  const { lanes } = whole;
  const gutter = gutterOf(whole.width);
  const head = headOf(whole.width);
  const height = heightOf(lanes.length, whole.width);
  const rows = rowsOf(lanes.length);
  const high = laneHeight(lanes.length, whole.width);
  const scene = { ...whole, width: whole.width - gutter };
  const seen = lanes.map((lane) => inView(scene, lane));
  canvas.clearRect(0, 0, whole.width, height);
  canvas.textBaseline = 'middle';
  const names = () => {
    canvas.font = `600 12px ${font}`;
    for (const [index, lane] of lanes.entries()) {
      canvas.fillStyle = colours.ink;
      const name = scene.label(lane);
      canvas.fillText(name, 0, index * high + 11, gutter ? gutter - 34 : 200);
      canvas.fillStyle = colours.soft;
      canvas.textAlign = gutter ? 'end' : 'start';
      canvas.fillText(String(seen[index]?.length ?? 0), gutter ? gutter - 8 : canvas.measureText(name).width + 8, index * high + 11);
      canvas.textAlign = 'start';
    }
  };
  canvas.strokeStyle = colours.rule;
  for (const index of lanes.keys()) {
    line(canvas, 0, index * high + 0.5, whole.width, index * high + 0.5);
  }
  canvas.save();
  canvas.translate(gutter, 0);
  canvas.beginPath();
  canvas.rect(0, 0, scene.width, height);
  canvas.clip();
  axis(canvas, scene, colours, font, height);
  const marks: Mark[] = [];
  for (const [index, events] of seen.entries()) {
    const top = index * high + head;
    if (events.length > CROWD || !drawMarks(canvas, scene, events, top, rows, colours, font, marks)) {
      columns(canvas, scene, events, top, rows * ROW, colours);
    }
  }
  if (scene.today !== null && scene.today > scene.view.from && scene.today < scene.view.to) {
    canvas.strokeStyle = colours.accent;
    const x = pixel(scene, scene.today);
    line(canvas, x, 0, x, height - AXIS);
  }
  canvas.restore();
  names();
  return marks.map((mark) => ({ ...mark, left: mark.left + gutter, right: mark.right + gutter }));
}

function pixel({ view, width }: Scene, day: number): number {
  return ((day - view.from) / (view.to - view.from)) * width;
}

function inView({ start, end, view }: Scene, lane: Lane): number[] {
  const seen: number[] = [];
  for (const event of lane.events) {
    if ((start[event] ?? 0) > view.to) {
      break;
    }
    if ((end[event] ?? 0) >= view.from) {
      seen.push(event);
    }
  }
  return seen;
}

function axis(canvas: CanvasRenderingContext2D, scene: Scene, colours: Colours, font: string, height: number): void {
  canvas.font = `12px ${font}`;
  for (const tick of ticks(scene.view.from, scene.view.to, scene.width)) {
    const x = Math.round(pixel(scene, tick.day)) + 0.5;
    canvas.strokeStyle = tick.strong ? colours.soft : colours.rule;
    canvas.globalAlpha = tick.strong ? 0.5 : 1;
    line(canvas, x, 0, x, height - AXIS + 4);
    canvas.globalAlpha = 1;
    canvas.fillStyle = colours.soft;
    canvas.textAlign = 'center';
    canvas.fillText(scene.said(tick.day, tick.unit), Math.max(18, Math.min(x, scene.width - 18)), height - AXIS / 2 + 2);
    canvas.textAlign = 'start';
  }
}

/** Widths of titles in the font that they were measured in: measuring costs more than drawing, and every draw asks again. */
const widths = new Map<string, number>();
let measured = '';
const MEASURED = 5000;

function widthOf(canvas: CanvasRenderingContext2D, text: string): number {
  if (measured !== canvas.font || widths.size > MEASURED) {
    measured = canvas.font;
    widths.clear();
  }
  const known = widths.get(text);
  if (known !== undefined) {
    return known;
  }
  const width = canvas.measureText(text).width;
  widths.set(text, width);
  return width;
}

function drawMarks(
  canvas: CanvasRenderingContext2D,
  scene: Scene,
  seen: readonly number[],
  top: number,
  rows: number,
  colours: Colours,
  font: string,
  marks: Mark[],
): boolean {
  const { data, start, end } = scene;
  const titled = seen.length <= TITLED;
  canvas.font = `12px ${font}`;
  const left = seen.map((event) => Math.max(pixel(scene, start[event] ?? 0), -20));
  const right = seen.map((event, at) => Math.max(Math.min(pixel(scene, end[event] ?? 0), scene.width + 20), (left[at] ?? 0) + 3));
  const title = seen.map((event) => (titled ? cut(data.title[event] ?? '') : ''));
  const wide = title.map((text) => (text ? widthOf(canvas, text) + 12 : 3));
  let written = titled;
  let placed = titled ? pack(left, right.map((x, at) => x + (wide[at] ?? 0)), rows) : null;
  if (!placed) {
    written = false;
    // Where the rows are not enough a few marks may lie over each other, not many.
    const few = seen.length <= rows * OVER;
    placed = pack(left, right.map((x) => x + 2), rows, few);
  }
  if (!placed) {
    return false;
  }
  for (const [at, event] of seen.entries()) {
    const y = top + (placed[at] ?? 0) * ROW;
    const from = left[at] ?? 0;
    const to = right[at] ?? 0;
    mark(canvas, scene, event, from, to, y, colours);
    if (written) {
      canvas.fillStyle = data.status[event] === 'occurred' ? colours.ink : colours.soft;
      canvas.fillText(title[at] ?? '', Math.max(to, 0) + 5, y + ROW / 2);
    }
    marks.push({ event, left: from, right: written ? to + (wide[at] ?? 0) : to, top: y, bottom: y + ROW });
  }
  return true;
}

/** One event: a tick for a day, a bar for what is less exact, soft ends for "about", fading ends for open ones. */
function mark(
  canvas: CanvasRenderingContext2D,
  { data, start, end, pinned, width }: Scene,
  event: number,
  left: number,
  right: number,
  y: number,
  colours: Colours,
): void {
  const flags = data.flags[event] ?? 0;
  const colour = colours.family(data.kind[event] ?? 'other');
  const open = { start: isOpenStart(start[event] ?? 0), end: isOpenEnd(end[event] ?? 0) };
  const exact = !(flags & INEXACT) && !open.start && !open.end;
  const wide = right - left;
  const inset = exact ? 1 : 4;
  const high = ROW - inset * 2;
  if (pinned === event) {
    canvas.fillStyle = colours.rule;
    canvas.fillRect(left - 3, y, wide + 6, ROW);
  }
  canvas.fillStyle = softened(canvas, colour, left, right, (flags & ABOUT) !== 0, open, width);
  const status = data.status[event];
  if (status === 'planned' || status === 'alleged' || flags & PERHAPS) {
    // Not (surely) done: an outline.
    canvas.strokeStyle = colour;
    canvas.setLineDash(flags & PERHAPS || status === 'alleged' ? [2, 2] : []);
    canvas.strokeRect(left + 0.5, y + inset + 0.5, Math.max(wide - 1, 2), high - 1);
    canvas.setLineDash([]);
    canvas.globalAlpha = 0.2;
    canvas.fillRect(left, y + inset, wide, high);
    canvas.globalAlpha = 1;
  } else {
    canvas.globalAlpha = exact ? 1 : 0.75;
    canvas.fillRect(left, y + inset, wide, high);
    canvas.globalAlpha = 1;
  }
  if (status === 'cancelled' || status === 'denied') {
    canvas.strokeStyle = colours.wrong;
    line(canvas, left - 3, y + ROW - 2, Math.max(right, left + 4) + 3, y + 2);
  }
  if (flags & DISPUTED) {
    canvas.fillStyle = colours.wrong;
    canvas.fillRect(left, y + ROW - 2, Math.max(wide, 6), 2);
  }
}

function softened(
  canvas: CanvasRenderingContext2D,
  colour: string,
  left: number,
  right: number,
  about: boolean,
  open: { start: boolean; end: boolean },
  width: number,
): string | CanvasGradient {
  if (!about && !open.start && !open.end) {
    return colour;
  }
  const from = Math.max(left, -20);
  const to = Math.max(Math.min(right, width + 20), from + 1);
  const gradient = canvas.createLinearGradient(from, 0, to, 0);
  const clear = `color-mix(in srgb, ${colour} 8%, transparent)`;
  gradient.addColorStop(0, about || open.start ? clear : colour);
  gradient.addColorStop(0.3, colour);
  gradient.addColorStop(0.7, colour);
  gradient.addColorStop(1, about || open.end ? clear : colour);
  return gradient;
}

/** Too many to be told apart: how many there are, a column every few pixels. */
function columns(
  canvas: CanvasRenderingContext2D,
  scene: Scene,
  seen: readonly number[],
  top: number,
  high: number,
  colours: Colours,
): void {
  const count = new Float64Array(Math.ceil(scene.width / COLUMN));
  const kinds = new Map<string, number>();
  for (const event of seen) {
    const from = Math.max(pixel(scene, scene.start[event] ?? 0), 0);
    const to = Math.min(pixel(scene, scene.end[event] ?? 0), scene.width - 1);
    const first = Math.max(0, Math.min(Math.floor(from / COLUMN), count.length - 1));
    const last = Math.max(first, Math.min(Math.floor(to / COLUMN), count.length - 1));
    // What may have been anywhere in a span is a part of an event in each of its columns.
    const share = 1 / (last - first + 1);
    for (let column = first; column <= last; column += 1) {
      count[column] = (count[column] ?? 0) + share;
    }
    const kind = scene.data.kind[event] ?? 'other';
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const most = Math.log1p(Math.max(...count));
  const usual = [...kinds].sort((left, right) => right[1] - left[1])[0]?.[0] ?? 'other';
  canvas.fillStyle = colours.family(usual);
  for (const [column, number] of count.entries()) {
    if (number > 0) {
      const tall = Math.max((Math.log1p(number) / Math.max(most, 1e-9)) * high, 1);
      canvas.fillRect(column * COLUMN, top + high - tall, COLUMN - 1, tall);
    }
  }
}

function cut(text: string): string {
  return text.length > 42 ? `${text.slice(0, 41)}…` : text;
}

function line(canvas: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  canvas.beginPath();
  canvas.moveTo(x1, y1);
  canvas.lineTo(x2, y2);
  canvas.stroke();
}
