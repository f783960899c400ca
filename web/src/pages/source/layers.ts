/** What was found in a text, in layers, cut into pieces that can be drawn beside each other. */
import type { SourceText } from '../../api/types';

export const LAYERS = ['times', 'actors', 'events', 'quantities', 'agreements', 'statements'] as const;
export type LayerName = (typeof LAYERS)[number];

/** One thing found, on words of the text. */
export interface Found {
  layer: LayerName;
  start: number;
  end: number;
  /** What it is: a word for the interface (`kind-visit`), if there is one. */
  message: string | null;
  /** A date in EDTF, if it has one. */
  when: string | null;
  /** More about it, in words of the reading. */
  label: string;
  /** The entry of the record that stands on the words, if one does. */
  id: string | null;
}

/** Letters of ids of the record, by layer. */
const LETTERS: Partial<Record<LayerName, string>> = { events: 'e', quantities: 'q', agreements: 'g', statements: 's' };

export function foundIn({ reading, standing }: SourceText): Found[] {
  const entries = new Map(standing.map((entry) => [`${entry.id[0]}${entry.start}-${entry.end}`, entry.id]));
  const one = (layer: LayerName, item: { start: number; end: number }, rest: Partial<Found>): Found => {
    const { start, end } = item;
    const letter = LETTERS[layer];
    const id = letter ? (entries.get(`${letter}${start}-${end}`) ?? null) : null;
    return { layer, start, end, id, message: null, when: null, label: '', ...rest };
  };
  const name = new Map(reading.actors.map((actor) => [actor.id, actor.name]));
  const places = (entry: { start: number; end: number }) => `${entry.start}-${entry.end}`;
  const people = new Map(standing.filter((entry) => entry.id[0] === 'p').map((entry) => [places(entry), entry.id]));
  return [
    ...reading.times.map((time) => one('times', time, { when: time.edtf ?? null, label: time.edtf ? time.text : (time.value ?? time.text) })),
    ...reading.actors.flatMap((actor) =>
      actor.mentions.map((mention) =>
        one('actors', mention, { message: `actor-${actor.kind}`, label: actor.name, id: people.get(places(mention)) ?? null }),
      ),
    ),
    ...reading.events.map((event) =>
      one('events', event, { message: `kind-${event.kind}`, when: event.when ?? null, label: brief(event.quote) }),
    ),
    ...reading.quantities.map((figure) => one('quantities', figure, { label: `${figure.measure}: ${figure.value} ${figure.unit}` })),
    ...reading.agreements.map((agreement) => one('agreements', agreement, { when: agreement.signed ?? null, label: agreement.name })),
    ...reading.statements.map((said) =>
      one('statements', said, { message: `said-${said.act}`, label: `${name.get(said.speaker) ?? said.speaker}: ${brief(said.quote)}` }),
    ),
  ].sort((left, right) => left.start - right.start || right.end - left.end);
}

function brief(text: string): string {
  const letters = Array.from(text);
  return letters.length > 90 ? `${letters.slice(0, 89).join('')}…` : text;
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
