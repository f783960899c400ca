/** What of the map is shown: moved first, then enlarged. */

export interface View {
  k: number;
  x: number;
  y: number;
}

export const whole: View = { k: 1, x: 0, y: 0 };

const NEAREST = 12;

/** Nearer or farther, the point under the hand staying where it is. */
export function zoomed(view: View, factor: number, x: number, y: number, width: number, height: number): View {
  const k = Math.min(NEAREST, Math.max(1, view.k * factor));
  return bounded({ k, x: x / k - x / view.k + view.x, y: y / k - y / view.k + view.y }, width, height);
}

/** Moved by so many pixels of the screen. */
export function panned(view: View, dx: number, dy: number, width: number, height: number): View {
  return bounded({ k: view.k, x: view.x + dx / view.k, y: view.y + dy / view.k }, width, height);
}

/** The map never leaves its frame. */
function bounded(view: View, width: number, height: number): View {
  const clamp = (value: number, size: number) => Math.min(0, Math.max(size / view.k - size, value));
  return { k: view.k, x: clamp(view.x, width), y: clamp(view.y, height) };
}
