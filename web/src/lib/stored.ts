/** What this browser keeps between visits. A browser that keeps nothing is no fault. */
export const stored = {
  get(name: string): string | null {
    try {
      return localStorage.getItem(`entente.${name}`);
    } catch {
      return null;
    }
  },
  set(name: string, value: string): void {
    try {
      localStorage.setItem(`entente.${name}`, value);
    } catch {
      // Private windows may refuse; the choice then holds until the page is left.
    }
  },
};
