/** Brings what the address names into the window once it is there. */
export function intoView(node: HTMLElement, wanted: boolean): void {
  if (wanted) {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    requestAnimationFrame(() => node.scrollIntoView({ block: 'nearest', behavior: calm ? 'auto' : 'smooth' }));
  }
}
