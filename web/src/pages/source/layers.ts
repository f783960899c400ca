/** What was found in a text, in layers, cut into pieces that can be drawn beside each other. */
import type { SourceText } from '../../api/types';

export const LAYERS = ['times', 'actors', 'events', 'quantities', 'agreements', 'statements'] as const;
export type LayerName = (typeof LAYERS)[number];

/** One thing found, on words of the text. */
export interface Found {
  layer: LayerName;
  start: number;
  end: number;
  /** What it is, in a few words of the reading. */
  label: string;
  /** The entry of the record that stands on the words, if one does. */
  id: string | null;
}

/** Letters of ids of the record, by layer. */
const LETTERS: Partial<Record<LayerName, string>> = { events: 'e', quantities: 'q', agreements: 'g', statements: 's' };

export function foundIn({ reading, standing }: SourceText): Found[] {
  const entries = new Map(standing.map((entry) => [`${entry.id[0]}${entry.start}-${entry.end}`, entry.id]));
  const one = (layer: LayerName, start: number, end: number, label: string): Found => {
    const letter = LETTERS[layer];
    return { layer, start, end, label, id: letter ? (entries.get(`${letter}${start}-${end}`) ?? null) : null };
  };
  const name = new Map(reading.actors.map((actor) => [actor.id, actor.name]));
  const people = new Map(standing.filter((entry) => entry.id[0] === 'p').map((entry) => [`${entry.start}-${entry.end}`, entry.id]));
  return [
    ...reading.times.map((time) => one('times', time.start, time.end, time.edtf ?? time.value ?? time.type)),
    ...reading.actors.flatMap((actor) =>
      actor.mentions.map((mention) => ({
        ...one('actors', mention.start, mention.end, `${actor.name} (${actor.kind})`),
        id: people.get(`${mention.start}-${mention.end}`) ?? null,
      })),
    ),
    ...reading.events.map((event) => one('events', event.start, event.end, `${event.kind}, ${event.when ?? '–'}`)),
    ...reading.quantities.map((figure) => one('quantities', figure.start, figure.end, `${figure.measure}: ${figure.value} ${figure.unit}`)),
    ...reading.agreements.map((agreement) => one('agreements', agreement.start, agreement.end, agreement.name)),
    ...reading.statements.map((said) => one('statements', said.start, said.end, `${name.get(said.speaker) ?? said.speaker}: ${said.act}`)),
  ].sort((left, right) => left.start - right.start || right.end - left.end);
}

/** A piece of text under the same things from its start to its end. */
export interface Piece {
  start: number;
  text: string;
  over: readonly Found[];
  /** Within the words that the address points at. */
  aimed: boolean;
  /** What was cut out just before it. */
  cut: { text: string; reason: string } | null;
}

/** Paragraphs of pieces; offsets count code points, as in the reading. */
export function paragraphs(
  text: string,
  found: readonly Found[],
  aim: { start: number; end: number } | null,
  cuts: readonly { at: number; text: string; reason: string }[],
): Piece[][] {
  const letters = Array.from(text);
  const edges = new Set([0, letters.length]);
  for (const { start, end } of found) {
    edges.add(start).add(end);
  }
  if (aim) {
    edges.add(aim.start).add(aim.end);
  }
  for (const { at } of cuts) {
    edges.add(at);
  }
  for (const [at, letter] of letters.entries()) {
    if (letter === '\n') {
      edges.add(at).add(at + 1);
    }
  }
  const sorted = [...edges].filter((edge) => edge >= 0 && edge <= letters.length).sort((left, right) => left - right);
  const made: Piece[][] = [[]];
  let next = 0;
  let open: Found[] = [];
  const removed = [...cuts].sort((left, right) => left.at - right.at);
  for (const [index, start] of sorted.entries()) {
    const end = sorted[index + 1] ?? letters.length;
    const here: { text: string; reason: string }[] = [];
    while (removed[0] && removed[0].at <= start) {
      const cut = removed.shift();
      if (cut) {
        here.push(cut);
      }
    }
    for (const { text, reason } of here) {
      made.at(-1)?.push({ start, text: '', over: [], aimed: false, cut: { text, reason } });
    }
    if (end <= start) {
      continue;
    }
    const words = letters.slice(start, end).join('');
    if (words === '\n') {
      if (made.at(-1)?.length) {
        made.push([]);
      }
      continue;
    }
    while (next < found.length && (found[next]?.start ?? 0) <= start) {
      const one = found[next];
      if (one) {
        open.push(one);
      }
      next += 1;
    }
    open = open.filter((one) => one.end > start);
    const aimed = aim !== null && start >= aim.start && end <= aim.end;
    made.at(-1)?.push({ start, text: words, over: [...open], aimed, cut: null });
  }
  return made.filter((paragraph) => paragraph.length > 0);
}
